def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def port = context.port
    def holder = context.holder
    assert holder.alive && support.accepts(port): 'bound to a phase, the policy is reclaim: no stranger is stopped'

    def backend = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/backend_status.json'))
    assert backend.state == 'running' && backend.lifetime == 'build'
    assert backend.requestedPort == port && backend.port == port + 1
    assert backend.evicted.isEmpty()
    assert new File(basedir, 'target/answer.txt').text.trim() == "pid $backend.pid"

    def warning = support.output().readLines().find { it.contains('WARN') && it.contains("pid ${holder.pid()} ") }
    assert warning.contains("Port $port ") && warning.contains("Using ${port + 1}")
    assert warning.contains('reclaim') && warning.contains('<onConflict>evict</onConflict>'): 'the policy, and how to change it'

    assert support.isFree(port + 1)
    assert support.leftovers().isEmpty()
    assert support.statusOfBuild('backend').state == 'stopped'
} finally {
    support.cleanUp()
}
