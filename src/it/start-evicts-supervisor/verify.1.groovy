def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def backend = support.status('backend')
assert backend.state == 'running' && backend.port == context.port: 'not on a fallback port'
assert !context.holder.alive: 'the supervisor would only start the next one'
assert backend.evicted.size() >= 2: 'the holder, and the one that was started in its place'
assert support.output().contains("pid ${context.holder.pid()} (") : 'and it is said who starts it anew'
