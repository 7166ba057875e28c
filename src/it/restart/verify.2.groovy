def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

context.second = support.status('backend')
assert context.second.state == 'running' && context.second.port == context.port && context.second.pid != context.first.pid
assert !support.isAlive(context.first.pid)
assert support.leftovers() == [context.second.pid.toLong()]
assert support.output() =~ /backend is stopped, after [\s\S]*backend is ready on http:\/\/127.0.0.1:$context.port /
