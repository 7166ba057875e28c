def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert context.servers()*.pid.take(2) == context.before.take(2)
assert context.servers()[2].pid != context.before[2] && context.servers()[2].state == 'running'
assert !support.isAlive(context.before[2])
support.skipOutput()
