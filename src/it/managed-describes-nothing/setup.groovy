def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.port = support.freePort()
support.copyPythonServer()
support.define('it.port', context.port)
