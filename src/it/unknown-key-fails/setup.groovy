def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
context.holder = support.holder(context.port)
support.define('it.port', context.port)
