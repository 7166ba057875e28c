def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def summary = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml'))
    assert summary.completed == 1 && summary.errors == 0 && summary.failures == 0 && summary.skipped == 0

    def app = support.status('app')
    assert app.state == 'stopped' && app.requestedPort == context.port
    def log = new File(basedir, 'logs/app.log').text
    assert log =~ /Started App in/
    assert log =~ /Commencing graceful shutdown/: 'it was asked, not killed'

    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
