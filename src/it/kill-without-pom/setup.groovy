def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert new File(basedir, 'nowhere').mkdir()
context.port = support.freePort()
context.holder = support.holder(context.port, 'deaf')
support.define('portman.port', context.port)
