def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

support.copyBackend()
context.port = support.freePort()
support.define('it.port', context.port)
