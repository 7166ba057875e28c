def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    // In the order of invoker.properties: what the one line of each build has to name: parameter, value, what is allowed.
    def wanted = [
            ['port', '80a', '65535'],
            ['port', '65536', '65535'],
            ['port', '-1', '65535'],
            ['fallbackPorts', '9010-9000'],
            ['onConflict', 'sometimes', 'evict', 'reclaim', 'fallback', 'fail', 'reuse'],
            ['stopTimeout', 'soon', '10s'],
            ['name', '../up'],
            ['command', 'no-such-command', 'not found'],
            ['workingDirectory', 'no/such/folder'],
            ['portman.servers', 'frontend', 'backend'],
            ['<prot>', 'the nearest is <port>', 'pom.xml:'],
            ['name', 'backend'],
            ['backend', 'frontend', context.port.toString()],
            ['log', 'Started ('],
            ['status', '399-200'],
            ['restart', 'on-failure', 'portman.yaml'],
            ['portman.onConflict', 'fail', 'contradicts portman.force'],
    ]
    def builds = support.output().split('Scanning for projects').tail()
    assert builds.size() == wanted.size()
    [builds, wanted].transpose().each { build, words ->
        def message = (build =~ /(?m)^\[ERROR\] Failed to execute goal dev\.portman:\S+:start \(default-cli\) on project \S+: (.*)$/)[0][1]
        words.each { assert message.contains(it) }
    }

    assert !new File(basedir, 'started').exists() && !new File(basedir, 'logs').exists(): 'nothing was started'
    assert context.holder.alive: 'nothing was stopped'
} finally {
    support.cleanUp()
}
