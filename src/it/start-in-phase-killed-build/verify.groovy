def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    def during = new groovy.json.JsonSlurper().parse(new File(basedir, 'during.json'))
    assert during.state == 'running' && during.port == context.port && during.lifetime == 'build'

    // Nobody is left to say stop; the server ends with the build all the same.
    support.waitFor('end of the server') { support.statusOfBuild('backend').state == 'stopped' }
    assert support.isFree(context.port)
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
