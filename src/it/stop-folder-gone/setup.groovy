def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

support.copyPythonServer()
context.port = support.freePort()
support.define('it.port', context.port)
