def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def second = support.status('backend')
assert second.pid == context.first.pid && second.port == context.port && second.state == 'running'
assert support.isAlive(second.pid)
assert support.leftovers() == [second.pid.toLong()]
assert support.output().contains("backend is running already on http://127.0.0.1:$context.port (pid $second.pid,")
