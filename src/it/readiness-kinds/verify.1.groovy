def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def backend = support.status('backend')
assert backend.state == 'running' && backend.port == context.port
assert backend.checks.every { it.ok && it.millis >= 0 }
assert backend.checks*.check.collect { it.split(' ')[0] } == ['tcp', 'https', 'log', 'command']

def told = [new File(basedir, 'logs'), new File(basedir, 'build.log')].collectMany { it.directory ? it.listFiles().toList() : [it] }
assert told.every { !it.text.contains('hunter2') }
support.skipOutput()
