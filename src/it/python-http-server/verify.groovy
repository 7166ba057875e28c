def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def summary = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml'))
    assert summary.completed == 1 && summary.errors == 0 && summary.failures == 0 && summary.skipped == 0

    def files = support.statusOfBuild('files')
    assert files.state == 'stopped' && files.requestedPort == context.port
    assert new File(basedir, 'target/portman/files.log').text.contains('GET /page.html')

    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
