def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def third = support.status('backend')
assert third.pid != context.first.pid && third.port == context.port && third.state == 'running'
assert !support.isAlive(context.first.pid)
assert support.output().contains("Stopping backend (pid $context.first.pid,")
assert support.leftovers() == [third.pid.toLong()]
