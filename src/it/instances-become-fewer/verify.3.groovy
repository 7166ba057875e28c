def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert context.pids.drop(1).every { !support.isAlive(it) }
assert support.isAlive(support.status('backend-1').pid)
support.skipOutput()
support.undefine('portman.servers')
