def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
support.define('it.port', context.port)
