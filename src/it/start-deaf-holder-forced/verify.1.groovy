def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !context.holder.alive
assert context.holder.waitFor() == 137: 'SIGKILL was needed'

def backend = support.status('backend')
assert backend.state == 'running' && backend.port == context.port
assert backend.evicted*.pid == [context.holder.pid()]
assert backend.evicted[0].how == 'forced'
assert support.output().contains('SIGKILL')
