package dev.portman.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A project in a folder of its own, with a state folder of its own, and the command that is run in it. */
final class Sandbox implements AutoCloseable {

    private static final String PYTHON = "/usr/bin/python3";

    /** Answers with its pid; ends by itself. {@code deaf} ignores SIGTERM, {@code silent} never listens, {@code broken} ends at once. */
    private static final String SERVER = """
            import http.server, os, signal, sys, time
            signal.alarm(60)
            print('I am', *sys.argv[1:], os.environ.get('BACKEND_URL', ''), flush=True)
            if 'broken' in sys.argv:
                sys.exit('BOOM')
            if 'deaf' in sys.argv:
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while 'silent' in sys.argv:
                time.sleep(1)
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(b'%d' % os.getpid())
            http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler).serve_forever()
            """;

    /** Runs a command on a terminal of its own, and types Ctrl-C when a word has appeared; again after a pause if asked to. */
    private static final String TERMINAL = """
            import os, pty, select, signal, sys, time
            signal.alarm(60)
            word, interrupts, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
            pid, terminal = pty.fork()
            if pid == 0:
                # A shell ignores it for what it runs in the background, tests too; that would be inherited.
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.execv(command[0], command)
            seen = b''
            due = None
            while True:
                ready = select.select([terminal], [], [], 0.1)[0]
                if ready:
                    try:
                        data = os.read(terminal, 65536)
                    except OSError:
                        data = b''
                    if not data:
                        break
                    seen += data
                if due is None and word.encode() in seen:
                    due = time.monotonic() + 0.5
                if due is not None and interrupts > 0 and time.monotonic() >= due:
                    os.write(terminal, b'\\x03')
                    interrupts -= 1
                    due = time.monotonic() + 1
            status = os.waitpid(pid, 0)[1]
            sys.stdout.buffer.write(seen)
            sys.stdout.flush()
            sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
            """;

    private final Path home;
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    private Sandbox(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /** An empty project. */
    static Sandbox in(Path temporary) throws IOException {
        Path home = Files.createDirectory(temporary.resolve("state"));
        Path folder = Files.createDirectory(temporary.resolve("project"));
        Files.writeString(folder.resolve("server.py"), SERVER);
        Files.writeString(temporary.resolve("terminal.py"), TERMINAL);
        return new Sandbox(home, folder.toRealPath());
    }

    Path folder() {
        return folder;
    }

    /** A variable for everything that is run from now on. */
    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** Writes {@code portman.yaml}: {@code NAME PORT [MANNERS]} for each server. */
    void servers(String... servers) throws IOException {
        StringBuilder yaml = new StringBuilder("servers:\n");
        for (String server : servers) {
            List<String> words = List.of(server.split(" ", -1));
            yaml.append("  ").append(words.get(0)).append(":\n");
            yaml.append("    executable: ").append(PYTHON).append('\n');
            yaml.append("    arguments: [-u, server.py, ")
                    .append(String.join(", ", words.subList(0, words.size())))
                    .append("]\n");
            yaml.append("    port: ").append(words.get(1)).append('\n');
            yaml.append("    fallbackPorts: 0\n");
            yaml.append("    stopTimeout: 30s\n");
        }
        yaml(yaml.toString());
    }

    void yaml(String text) throws IOException {
        Files.writeString(folder.resolve("portman.yaml"), text);
    }

    /** Runs the command in the project's folder and waits for its end. */
    Outcome run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), words);
    }

    /** The same with more variables. */
    Outcome run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return outcome(launched(environment, command(words)));
    }

    /** Runs it on a terminal, and presses Ctrl-C so many times, a second between, after {@code word} has appeared. */
    Outcome runOnTerminal(String word, int interrupts, String... words) throws IOException, InterruptedException {
        return outcome(launched(Map.of("TERM", "xterm"), onTerminal(word, interrupts, words)));
    }

    /** The same under another environment. */
    Outcome runOnTerminal(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return outcome(launched(environment, onTerminal("never", 0, words)));
    }

    /** Runs the project's own {@code ./dev}, which has to find portman's jar where it is told. */
    Outcome dev(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./dev"));
        command.addAll(List.of(words));
        return outcome(launched(environment, command));
    }

    /** Starts the command and does not wait. */
    Process launch(String... words) throws IOException {
        return launched(Map.of(), command(words));
    }

    /** The same by another program, which takes it as its last words. */
    Process launchBy(List<String> program, String... words) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(command(words));
        return launched(Map.of(), command);
    }

    /** The same, and waits for its end. */
    Outcome runBy(List<String> program, String... words) throws IOException, InterruptedException {
        return outcome(launchBy(program, words));
    }

    /** Runs another program in the project's folder and waits for its end. */
    Outcome program(String... command) throws IOException, InterruptedException {
        return outcome(launched(Map.of(), List.of(command)));
    }

    /** A server that portman knows nothing of. */
    int stranger(String... manners) throws IOException, InterruptedException {
        int port = freePort();
        List<String> words = new ArrayList<>(List.of(PYTHON, "-u", "server.py", "stranger"));
        words.addAll(List.of(manners));
        launched(Map.of("PORT", Integer.toString(port)), words);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers(port)) {
            assertThat(System.nanoTime()).as("the stranger listens in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return port;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static boolean answers(int port) {
        return !pidOn(port).isEmpty();
    }

    /** Whether a server could listen on a port now. */
    static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException held) {
            return false;
        }
    }

    /** Who answers on a port; empty if nobody does. */
    static String pidOn(int port) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException nobody) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** What portman told the project about a server, in a file for scripts. */
    String told(String server, String key) throws IOException {
        return Files.readAllLines(folder.resolve("logs/" + server + ".status")).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    int portOf(String server) throws IOException {
        return Integer.parseInt(told(server, "port"));
    }

    /** The living processes of the servers that were started here. */
    List<ProcessHandle> leftovers() {
        return withVariable("PORTMAN_ID=").toList();
    }

    /** Ends, by pid, what a failed test may have left; the servers end by themselves at last. */
    @Override
    public void close() {
        for (Process process : started) {
            endWithDescendants(process.toHandle());
        }
        withVariable("").forEach(Sandbox::endWithDescendants);
    }

    private static void endWithDescendants(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Everything that was run here, and what it started, is known by its state folder; a dead process has no environment. */
    private Stream<ProcessHandle> withVariable(String beginning) {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                List<String> environment =
                        List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"), ISO_8859_1)
                                .split("\0", -1));
                return environment.contains("PORTMAN_STATE_HOME=" + home)
                        && environment.stream().anyMatch(variable -> variable.startsWith(beginning));
            } catch (IOException goneOrSomebodyElses) {
                return false;
            }
        });
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("portman.jar", "target/portman.jar")));
        command.addAll(List.of(words));
        return command;
    }

    private List<String> onTerminal(String word, int interrupts, String... words) {
        List<String> command = new ArrayList<>(
                List.of(PYTHON, folder.resolveSibling("terminal.py").toString(), word, Integer.toString(interrupts)));
        command.addAll(command(words));
        return command;
    }

    private Process launched(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("PORTMAN_STATE_HOME", home.toString());
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(variables);
        builder.environment().putAll(environment);
        builder.redirectError(folder.resolveSibling("err." + started.size()).toFile());
        builder.redirectOutput(folder.resolveSibling("out." + started.size()).toFile());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Outcome outcome(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
        return new Outcome(process.exitValue(), output(process, "out."), output(process, "err."));
    }

    /** What a process has written so far. */
    String output(Process process, String stream) throws IOException {
        return Files.readString(folder.resolveSibling(stream + started.indexOf(process)), StandardCharsets.UTF_8);
    }
}
