package dev.portman.faults;

import dev.portman.testing.JvmFork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The other end of an {@link Actor}. */
final class ActorJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final long thread;

    private ActorJvm(Process process) throws IOException {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.thread = Long.parseLong(next());
    }

    /** Starts one, with a command in front. */
    static ActorJvm start(Place place, String... prefix) throws IOException {
        return new ActorJvm(JvmFork.of(Actor.class).under(prefix).start(Map.of(), place.state(), place.project()));
    }

    /** The thread that acts. */
    long thread() {
        return thread;
    }

    /** Its command line, for whoever has to start it himself. */
    static List<String> words(String classPath, Place place, String line) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // In a pid namespace another JVM with the same pid would be warned of, in the place of the answer.
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                Actor.class.getName(),
                place.state().toString(),
                place.project().toString(),
                line);
    }

    /** Has one line done, and returns the answer; {@code ended} if it was killed meanwhile. */
    String ask(String line) throws IOException {
        tell(line);
        return next();
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    String next() throws IOException {
        String line = output.readLine();
        return line == null ? "ended" : line;
    }

    /** Has it end, and waits for the end of the process that was started, with which its output ends for the JDK. */
    void end() throws IOException {
        process.getOutputStream().close();
        while (output.readLine() != null) {
            Thread.onSpinWait();
        }
    }

    /** It ends with its input; so does a strace in front of it, which must not lose what it has seen. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.close();
    }
}
