package dev.portman.faults;

import dev.portman.model.HealthCheck;
import dev.portman.model.Hooks;
import dev.portman.model.StatusRange;
import dev.portman.testing.Needs;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A server with a preparation and a clean-up, all of which write down what they do, each line with the time on the clock that all processes
 * share ({@code CLOCK_MONOTONIC}, as {@link System#nanoTime}). Each part of its way takes a moment: there are points to come in between.
 */
final class NotedServer {

    /** How long the preparation, becoming ready, ending, and the clean-up take, each. */
    static final Duration STEP = Duration.ofMillis(100);

    /** Beside a project, so that it is not in the way there. */
    static final String NOTES = "notes";

    static final String BEFORE = "before";
    static final String SERVER = "server";
    static final String AFTER = "after";

    /** What is found in the file {@code .hold} is done no further until there is a file {@code .go}, or two seconds are over. */
    private static final String NOTE = """
            import os, sys, time
            file, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
            def note(*words):
                line = ' '.join(map(str, (time.monotonic_ns(), name, *words, os.getpid(), os.getppid()))) + '\\n'
                out = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                os.write(out, line.encode())
                os.close(out)
                try:
                    if open(file + '.hold').read() == ' '.join((name, *words)):
                        os.rename(file + '.hold', file + '.held')
                        for look in range(400):
                            if os.path.exists(file + '.go'): break
                            time.sleep(.005)
                except FileNotFoundError: pass
            """;

    private static final String HOOK = NOTE + """
            note(sys.argv[4], 'begin')
            time.sleep(seconds)
            note(sys.argv[4], 'end')
            """;

    /** Its port is open before it is ready; it is ready when it first says so, and goes on until it ends. What it says is its pid. */
    private static final String CODE = NOTE + """
            import threading
            def end():
                signal.signal(15, signal.SIG_IGN)
                note('server', 'term')
                threading.Thread(target=ending, daemon=True).start()
            def ending():
                try:
                    os.close(os.open(file + '.first', os.O_CREAT | os.O_EXCL))
                    time.sleep(float(sys.argv[4]))
                except FileExistsError:
                    time.sleep(seconds)
                note('server', 'end')
                os._exit(0)
            on(signal.SIGTERM, end)
            note('server', 'begin')
            time.sleep(seconds / 2)
            s = listen()
            note('server', 'open')
            warm, told = time.monotonic() + seconds / 2, False
            while True:
                c = s.accept()[0]
                try:
                    c.settimeout(1)
                    if c.recv(4096):
                        ready = time.monotonic() > warm
                        if ready and not told:
                            note('server', 'ready')
                            told = True
                        body = str(os.getpid())
                        c.sendall(f'HTTP/1.1 {200 if ready else 503} .\\r\\nConnection: close\\r\\nContent-Length: {len(body)}\\r\\n\\r\\n{body}'.encode())
                except OSError: pass
                c.close()
            """;

    private NotedServer() {}

    /** Its description in a project. */
    static SpecBuilder in(Path project, String name, int port) {
        return in(project, name, port, STEP);
    }

    /** The same; the first one of a project that is asked to end takes {@code slow} for that. */
    static SpecBuilder in(Path project, String name, int port, Duration slow) {
        Path notes = notes(project);
        return new SpecBuilder(project, name)
                .port(port)
                .python(CODE, notes, name, seconds(STEP), seconds(slow))
                .check(new HealthCheck.Http("/", new StatusRange(200, 200), Duration.ofSeconds(2)))
                .hooks(new Hooks(
                        List.of(hook(notes, name, BEFORE)), List.of(hook(notes, name, AFTER)), Duration.ofSeconds(30)));
    }

    /** Whoever writes this down next goes on only after {@link #letGo}. */
    static void hold(Path project, String words) throws IOException {
        Files.writeString(beside(project, ".hold"), words);
    }

    /** Lets it go on. */
    static void letGo(Path project) throws IOException {
        Files.createFile(beside(project, ".go"));
    }

    private static Path beside(Path project, String suffix) {
        return Path.of(notes(project) + suffix);
    }

    /** Where the notes of a project's servers are. */
    static Path notes(Path project) {
        return project.resolveSibling(NOTES);
    }

    private static List<String> hook(Path notes, String name, String part) {
        return List.of(
                Needs.tool("python3").toString(), "-S", "-E", "-c", HOOK, notes.toString(), name, seconds(STEP), part);
    }

    private static String seconds(Duration step) {
        return Double.toString(step.toMillis() / 1e3);
    }
}
