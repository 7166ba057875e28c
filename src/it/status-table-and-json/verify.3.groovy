def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def json = support.output().readLines().dropWhile { !it.startsWith('{') }.takeWhile { !it.startsWith('[INFO]') }.join('\n')
def status = new groovy.json.JsonSlurper().parseText(json)
assert status.schema == 1 && status.servers.size() == 1

def backend = status.servers[0]
assert backend.keySet() == ['schema', 'name', 'state', 'pid', 'port', 'requestedPort', 'url', 'startedAt', 'readyAfterMillis',
        'usuallyReadyAfterMillis', 'lifetime', 'side',
        'directory', 'logFile', 'evicted', 'checks', 'exitCode', 'folderGone'] as Set
assert backend.name == 'backend' && backend.state == 'running' && backend.lifetime == 'detached' && backend.side == 'person'
assert backend.pid == context.started.pid && support.isAlive(backend.pid)
assert backend.port == context.port && backend.requestedPort == context.port
assert backend.directory == basedir.canonicalPath
assert backend.logFile == new File(basedir.canonicalFile, 'logs/backend.log').path
assert java.time.Instant.parse(backend.startedAt) < java.time.Instant.now()
assert backend.checks.every { it.ok } && backend.evicted == [] && backend.exitCode == null && !backend.folderGone
