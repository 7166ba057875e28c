def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.pids = (1..3).collect { support.status("backend-$it").pid }
assert context.pids.every { support.isAlive(it) }
support.skipOutput()
