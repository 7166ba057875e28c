def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def started = support.status('managed-describes-nothing')
assert started.state == 'running' && started.requestedPort == 0 && started.port != context.port
assert support.leftovers() == [started.pid.toLong()]
