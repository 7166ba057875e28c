def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert ['backend-1', 'backend-2'].collect { support.status(it).requestedPort } == [20000, 20001]
support.skipOutput()
