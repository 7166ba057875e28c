def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def status = { name -> new groovy.json.JsonSlurper().parse(new File(basedir, "target/logs/${name}_status.json")) }
    def backend = status('backend')
    def frontend = status('frontend')
    assert backend.requestedPort == context.port && backend.port != context.port: 'the holder was left alone'
    assert context.holder.alive
    assert backend.startedAt < frontend.startedAt && frontend.startedAt < status('other').startedAt
    assert new File(basedir, 'target/logs/frontend.log').text.contains("sees $backend.url"): 'the fallback took it along'
    assert new File(basedir, 'target/answer.txt').text.trim() == "pid $frontend.pid"

    def log = new File(basedir, 'build.log').text
    def stopped = (log =~ /(\w+) is stopped/).collect { it[1] }
    assert stopped == ['other', 'frontend', 'backend', 'frontend', 'backend']
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
