/*
 * What the hook scripts of the cases share. Each of them begins with
 *     def support = evaluate(new File(basedir, '../../../../src/it/support.groovy'))
 * A hook script fails if its last statement has a value other than null or true: end with an assert, or with one of the void methods.
 */
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.util.concurrent.TimeUnit

/**
 * A port that can be bound, as can the ten after it, where a start falls back to; below the ports that the system gives to outgoing
 * connections, and given to nobody else in this run.
 */
int freePort() {
    def random = new Random()
    for (attempt in 1..1000) {
        int port = 15000 + 20 * random.nextInt(850)
        if (System.setProperty("portman.it.port.$port", 'given') == null && (port..port + 10).every { isFree(it) }) {
            return port
        }
    }
    throw new IllegalStateException('no free ports between 15000 and 32000')
}

/** Whether a server could listen on a port now. */
boolean isFree(int port) {
    try (def socket = new ServerSocket()) {
        socket.reuseAddress = true
        socket.bind(new InetSocketAddress(port))
        return true
    } catch (BindException e) {
        return false
    }
}

/** Defines a property for the Maven builds of this case, as if it had been typed: -Dname=value. */
void define(String name, value) {
    context.userProperties[name] = value.toString()
}

/** Takes back what was defined. */
void undefine(String name) {
    context.userProperties.remove(name)
}

/** Puts the example backend, Server.java, into the project. */
void copyBackend() {
    copy(new File(sources(), '../../examples/backend/Server.java'))
}

/** Puts the Python server for tests, server.py, into the project. */
void copyPythonServer() {
    copy(new File(sources(), 'server.py'))
}

/** Occupies a port with server.py, which knows nothing of portman. The option words are its own; prefix and python say how it is run. */
Process holder(Map how = [:], int port, String... words) {
    copyPythonServer()
    def server = new File(basedir, 'server.py')
    // From standard input, since another user may not be allowed to read our folder.
    def command = (how.prefix ?: []) + [how.python ?: 'python3', '-', port] + words.toList()
    def builder = new ProcessBuilder(command*.toString()).directory(basedir).redirectInput(server)
    builder.environment().putAll(how.environment ?: [:])
    def process = remember(builder, "holder-${port}")
    waitFor("a listener on port $port") { process.alive && accepts(port) }
    return process
}

/** A process that keeps a connection to a port, and stays when the other side closes it. */
Process client(int port) {
    def code = "import socket, time; s = socket.create_connection(('127.0.0.1', $port)); print('connected', flush=True); time.sleep(600)"
    def process = remember(new ProcessBuilder('python3', '-c', code.toString()), "client-${port}")
    waitFor("a client of port $port") { new File(basedir, "client-${port}.log").text.contains('connected') }
    return process
}

/** Sends SIGINT, as Ctrl-C does, to the Maven that runs a goal in this case as soon as what it has printed looks so; the case goes on meanwhile. */
void interrupt(String goal, int printed = new File(basedir, 'build.log').with { it.exists() ? it.text.length() : 0 }, Closure<Boolean> looksSo) {
    Thread.startDaemon {
        waitFor("output of $goal", 300) { looksSo(new File(basedir, 'build.log').with { it.exists() ? it.text.substring(printed) : '' }) }
        def maven = new File('/proc').list().findAll { it.isLong() && isMaven(it, goal) }
        new ProcessBuilder(['kill', '-INT'] + maven).start().waitFor()
    }
}

private boolean isMaven(String pid, String goal) {
    try {
        return new File("/proc/$pid/comm").text.trim() == 'java'
                && new File("/proc/$pid/cmdline").text.split('\0').contains(goal)
                && Files.isSameFile(Files.readSymbolicLink(new File("/proc/$pid/cwd").toPath()), basedir.toPath())
    } catch (IOException gone) {
        return false
    }
}

/** The status file of a server. */
def status(String name) {
    new JsonSlurper().parse(new File(basedir, "logs/${name}_status.json"))
}

/** The status file of a server that a goal in a phase has started. */
def statusOfBuild(String name) {
    new JsonSlurper().parse(new File(basedir, "target/portman/${name}_status.json"))
}

/** What the build printed since the last call, or since skipOutput. */
String output() {
    def log = new File(basedir, 'build.log').text
    int from = context.printed ?: 0
    context.printed = log.length()
    return log.substring(from)
}

/** The JSON document in what the build printed since then. */
String json() {
    def printed = output()
    return printed.substring(printed.indexOf('{\n'), printed.lastIndexOf('\n}') + 2)
}

/** Leaves out what the build has printed so far. */
void skipOutput() {
    output()
}

/** Whether a process runs; one that is dead but not yet collected by its parent does not. */
boolean isAlive(Number pid) {
    def stat = new File("/proc/$pid/stat")
    try {
        return !(stat.text.replaceFirst(/.*\) /, '')[0] in ['Z', 'X'])
    } catch (IOException e) {
        return false
    }
}

/** The processes that portman started for this case, or their descendants, that are still there. */
List<Long> leftovers() {
    def here = basedir.canonicalFile.toPath()
    new File('/proc').list().findAll { it.isLong() }*.toLong().findAll { pid ->
        try {
            return isAlive(pid)
                    && new File("/proc/$pid/environ").text.split('\0').any { it.startsWith('PORTMAN_ID=') }
                    && Files.readSymbolicLink(new File("/proc/$pid/cwd").toPath()).startsWith(here)
        } catch (IOException gone) {
            return false
        }
    }
}

/** Leaves nothing behind, whatever the case has proved or not. Every verify.groovy ends with it. */
void cleanUp() {
    context.processes?.each { it.destroyForcibly().waitFor(5, TimeUnit.SECONDS) }
    leftovers().each { pid -> ProcessHandle.of(pid).ifPresent { it.destroyForcibly() } }
}

/** Fails with what is missing if it does not come true in time, which a busy machine may need much of. */
void waitFor(String what, int seconds = 120, Closure<Boolean> condition) {
    def deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)
    while (!condition()) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("no $what after $seconds s")
        }
        Thread.sleep(20)
    }
}

/** Whether somebody answers on a port. */
boolean accepts(int port) {
    try (def socket = new Socket()) {
        socket.connect(new InetSocketAddress('127.0.0.1', port), 500)
        return true
    } catch (IOException e) {
        return false
    }
}

private File sources() {
    new File(basedir, '../../../../src/it').canonicalFile
}

private void copy(File file) {
    Files.copy(file.toPath(), new File(basedir, file.name).toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING)
}

private Process remember(ProcessBuilder builder, String name) {
    def process = builder.redirectErrorStream(true).redirectOutput(new File(basedir, "${name}.log")).start()
    context.processes = (context.processes ?: []) + process
    return process
}

return this
