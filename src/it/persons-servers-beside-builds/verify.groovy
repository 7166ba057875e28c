/*
 * What a person has started in every way that there is, beside builds of every shape, of which none says evict: nothing of it is touched. The number of
 * builds, and of builds that are killed, is -Dportman.builds=200 -Dportman.kills=100 for the full row.
 */
import java.util.concurrent.TimeUnit

def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))
def builds = Integer.getInteger('portman.builds', 8)
def kills = Integer.getInteger('portman.kills', 2)
def random = new Random(System.nanoTime())

def launch = { String name, List words ->
    def builder = new ProcessBuilder(words*.toString()).directory(basedir).redirectErrorStream(true)
    builder.environment().put('PORTMAN_STATE_HOME', new File(basedir, '../../state-home').canonicalPath)
    // The full row takes longer than the servers live otherwise.
    builder.environment().put('SERVER_SECONDS', (600 + 30 * (builds + kills)).toString())
    builder.redirectOutput(new File(basedir, "${name}.log")).start()
}
def maven = { List words ->
    [new File(basedir, 'maven-home').text.trim() + '/bin/mvn', '-B', '-ntp', '-o', '-s', '../interpolated-settings.xml',
     "-Dmaven.repo.local=${new File(basedir, '../../it-repo').canonicalPath}", "-Dit.folder=${basedir.canonicalPath}",
     "-Dit.port=${context['it.port']}", "-Dit.db=${context['it.db']}"] + words
}
def portman = { List words -> ['java', '-jar', new File(basedir, '../../../../portman-cli/target/portman.jar').canonicalPath] + words }
def run = { String name, List words ->
    def process = launch(name, words)
    assert process.waitFor(300, TimeUnit.SECONDS)
    process.exitValue()
}
def goal = { 'dev.portman:portman-maven-plugin:' + it }
def identity = { Number pid -> "$pid/" + new File("/proc/$pid/stat").text.replaceFirst(/.*\) /, '').split(' ')[19] }
def pidIn = { File file -> file.exists() ? file.text.trim() as Long : null }

def foreground = null
try {
    assert run('start-typed', maven(['-N', goal('start@dev-db')])) == 0
    assert run('start-same-name', maven(['-N', goal('start@around-the-tests')])) == 0
    assert run('start-command', portman(['start', 'frontend'])) == 0
    foreground = launch('run', portman(['run', 'worker']))
    support.waitFor('worker') { new File(basedir, 'logs/worker_status.json').with { it.exists() && it.text.contains('"running"') } }

    def persons = ['devdb', 'app', 'frontend', 'worker'].collectEntries { [it, identity(pidIn(new File(basedir, "logs/${it}.pid")))] }
    def untouched = { String after ->
        persons.each { name, was -> assert identity(pidIn(new File(basedir, "logs/${name}.pid"))) == was: "$name after $after" }
        true
    }
    def left = { support.leftovers().collect { identity(it) } - persons.values() }

    def shapes = [
        [words: ['verify']],
        [words: ['-T', '4', 'verify']],
        [words: ['-T', '4', '--fail-at-end', 'verify', '-Dit.fails=true'], exit: 1],
        [words: ['-pl', 'c', 'verify']],
        [words: ['verify', 'verify', '-pl', 'a']],
        [words: ['-pl', 'a', 'verify', '-Dportman.keepRunning']],
        [words: ['-pl', 'a,b', '-T', '2', 'verify', '-Dportman.onConflict=reuse']],
        [words: ['-N', goal('exec@around-the-tests'), '-Dportman.exec.command=true']],
    ]
    def kept = false
    for (int i = 0; i < builds; i++) {
        def shape = shapes[i % shapes.size()]
        assert run('nested', maven(shape.words)) == (shape.exit ?: 0): "build $i, ${shape.words}: see nested.log"
        untouched("build $i, ${shape.words}")
        // What keepRunning has kept, the next build of that module replaces, and stops.
        kept = shape.words.contains('-Dportman.keepRunning') || (kept && shape.words != ['verify'])
        assert kept || left().isEmpty()
    }
    assert run('nested', maven(['verify'])) == 0 && left().isEmpty()
    assert new File(basedir, 'nested.log').text.contains('a test with the literal port')

    for (int i = 0; i < kills; i++) {
        def build = launch('killed', maven(['-T', '4', 'verify', '-Dit.pause=2']))
        Thread.sleep(500 + random.nextInt(5000))
        // Maven alone, not what it has started.
        build.destroyForcibly()
        build.waitFor(60, TimeUnit.SECONDS)
        support.waitFor("end of what killed build $i has started") { left().isEmpty() }
        untouched("killed build $i")
    }
    println "$builds builds and $kills killed ones: nothing of a person's was touched"
    assert persons.size() == 4
} finally {
    foreground?.destroy()
    foreground?.waitFor(30, TimeUnit.SECONDS)
    // Leaves no record either: to other projects, whose folder comes and goes as well, it would be one of a server without a folder.
    run('stop', portman(['stop']))
    support.cleanUp()
}
