def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def port = context.port
def holder = context.holder

assert !holder.alive
assert holder.waitFor() == 143: 'SIGTERM was enough'

def backend = support.status('backend')
assert backend.state == 'running'
assert backend.port == port && backend.requestedPort == port
assert backend.url == "http://127.0.0.1:$port"
assert backend.evicted*.pid == [holder.pid()]
assert backend.evicted[0].how == 'graceful'
assert new URL("$backend.url/").text.trim() == "Hello from pid $backend.pid"

def log = support.output()
assert log.contains("Port $port is held by pid ${holder.pid()} (python3")
assert log =~ /backend is ready on http:\/\/127.0.0.1:$port after \d/

assert new File(basedir, 'logs/backend.pid').text.trim() == "$backend.pid"
assert new File(basedir, 'logs/.gitignore').text.trim() == '*'
