def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))

try {
    // In the order of invoker.properties: what the message of each build has to name: the key, what was meant, where it stands.
    def wanted = [
            ['<onconflict>', '<onConflict>', 'the plugin', "${new File(basedir, 'pom.xml')}:"],
            ['<keeprunning>', '<keepRunning>', "the execution 'later'", 'pom.xml:'],
            ['<http>', 'elements', 'pom.xml:'],
            ['<fallback-ports>', '<fallbackPorts>', "${new File(basedir, 'pom.xml')}:"],
            ['<fallback-ports>', '<fallbackPorts>', "${new File(basedir, 'pom.xml')}:"],
            ['<onconflict>', '<onConflict>'],
            ['<allow>', 'command line only', '-Dportman.allow'],
            ['portman.allow', 'when you type it', 'unknown-key-fails'],
            ['command', '${not.defined}', 'pom.xml:'],
    ]
    def builds = support.output().split('Scanning for projects').tail()
    assert builds.size() == wanted.size() + 1
    [builds.toList().init(), wanted].transpose().each { build, words ->
        def message = (build =~ /(?m)^\[ERROR\] Failed to execute goal dev\.portman:\S+ \(default-cli\) on project \S+: (.*)$/)[0][1]
        words.each { assert message.contains(it.toString()) }
    }
    assert builds.last().contains('portman:start is skipped (portman.skip).')

    assert !new File(basedir, 'started').exists() && !new File(basedir, 'logs').exists(): 'nothing was started'
    assert context.holder.alive: 'nothing was stopped'
} finally {
    support.cleanUp()
}
