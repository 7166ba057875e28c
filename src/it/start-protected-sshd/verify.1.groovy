def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def port = context.port
assert support.accepts(port): 'the holder is still there'

def backend = support.status('backend')
assert backend.state == 'running'
assert backend.requestedPort == port && backend.port == port + 1
assert backend.evicted.isEmpty()

def warning = support.output().readLines().find { it.contains('WARN') && it.contains("pid $context.pid ") }
assert warning.contains("Port $port ") && warning.contains('not stopped, it is a protected process')
assert warning.contains("Using ${port + 1}")
