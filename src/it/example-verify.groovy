// The invoker takes this script's folder for that of the project.
basedir = new File(basedir.path - '/../../../../src/it')
def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

def farewell = ['spring-boot-failsafe': /Commencing graceful shutdown/, 'quarkus': / stopped in /]

try {
    def summary = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml'))
    assert summary.completed == 1 && summary.errors == 0 && summary.failures == 0 && summary.skipped == 0

    def app = support.statusOfBuild('app')
    assert app.state == 'stopped' && app.requestedPort == context.port
    assert new File(basedir, 'target/portman/app.log').text =~ farewell[basedir.name]: 'it was asked, not killed'

    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
