def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

support.copyBackend()
context.pomPort = support.freePort()
context.typedPort = support.freePort()
support.define('it.port', context.pomPort)
support.define('portman.port', context.typedPort)
