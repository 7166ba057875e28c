def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

support.copyPythonServer()
