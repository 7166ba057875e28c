def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

assert !context.holder.alive
assert context.client.alive
def backend = support.status('backend')
assert backend.port == context.port && backend.evicted*.pid == [context.holder.pid()]
