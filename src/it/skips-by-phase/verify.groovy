def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    // In the order of invoker.properties: which servers were started, and by what the start of the backend was skipped.
    def wanted = [
            [['api', 'backend'], null],
            [['api'], 'skipTests'],
            [['api'], 'skipITs'],
            [['api'], 'maven.test.skip'],
            [[], 'portman.start.skip'],
            [['api', 'backend'], null],
            [['backend'], null],
            [[], null],
            [[], null],
    ]
    def builds = support.output().split('Scanning for projects').tail()
    assert builds.size() == wanted.size()
    builds.eachWithIndex { build, i ->
        def (started, reason) = wanted[i]
        assert ['api', 'backend'].findAll { build.contains("Launched $it (pid ") } == started
        assert build.contains("portman:start is skipped (${reason}).") == (reason != null)
        assert build.contains('Reserved port ') == (i < 6)
        assert !build.contains('read-only')
    }
    assert builds[0].contains('backend is ready on http://127.0.0.1:' + (builds[0] =~ /Reserved port (\d+)/)[0][1])
    assert builds[8].contains('mvn portman:start@for-generated-code, mvn portman:start@for-tests.')
    assert support.leftovers().isEmpty()
} finally {
    support.cleanUp()
}
