package dev.portman.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real process to look at: a Python script that says when it is ready, ends with its test, and after 60 s in any case. */
public final class PythonProcess implements AutoCloseable {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    /** An alarm is not inherited by fork, so each child sets its own. */
    private static final String PRELUDE = """
            import ctypes, os, signal, socket, sys, time
            signal.alarm(60)
            os.register_at_fork(after_in_child=lambda: signal.alarm(60))
            def ready(*words):
                print('ready', *words, flush=True)
            def wait():
                while True:
                    time.sleep(1)
            """;

    private final Process process;
    private final BufferedReader output;
    private final List<String> words;

    private PythonProcess(Process process, BufferedReader output, List<String> words) {
        this.process = process;
        this.output = output;
        this.words = List.copyOf(words);
    }

    /**
     * Starts {@code code} and returns once it has called {@code ready(...)}. Imported already: ctypes, os, signal, socket, sys,
     * time; {@code wait()} waits for the end.
     *
     * @param arguments become {@code sys.argv[1:]}
     */
    public static PythonProcess start(String code, Object... arguments) {
        return start(List.of(), Map.of(), code, arguments);
    }

    /** As above, with a command in front, such as {@code setpriv ...}, and additional environment variables. */
    public static PythonProcess start(
            List<String> prefix, Map<String, String> environment, String code, Object... arguments) {
        Needs.that(Files.isExecutable(PYTHON), "the program " + PYTHON);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(PYTHON.toString(), "-u", "-c", PRELUDE + code));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return awaitReady(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its pid. */
    public long pid() {
        return process.pid();
    }

    /** The numbers that followed "ready". */
    public int number(int index) {
        return Integer.parseInt(words.get(index));
    }

    /** Writes a line to its standard input. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next line that it prints. */
    public String nextLine() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the fixture has ended");
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it and its children, by pid, and waits until it is gone. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("fixture " + pid() + " does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static PythonProcess awaitReady(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder before = new StringBuilder();
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready")) {
                List<String> words = List.of(line.split(" ", -1));
                return new PythonProcess(process, output, words.subList(1, words.size()));
            }
            before.append(line).append('\n');
        }
        throw new IllegalStateException("the fixture ended before it was ready:\n" + before);
    }
}
