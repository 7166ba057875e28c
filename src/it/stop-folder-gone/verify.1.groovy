def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert support.accepts(context.port)
assert new File(basedir, 'old').deleteDir()
support.skipOutput()
