package dev.portman.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other end of a {@link DaemonActor}. */
final class DaemonJvm implements AutoCloseable {

    static final String LAUNCHED = "launched";

    private final Process process;
    private final BufferedReader output;

    private DaemonJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one; the words in front must exec what follows them. */
    static DaemonJvm start(List<String> prefix, String classPath) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                classPath,
                DaemonActor.class.getName()));
        return new DaemonJvm(new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** Has one line done, and returns the answer; {@code ended} if there is none. */
    String ask(String line) throws IOException {
        tell(line);
        String answer = next();
        while (answer.equals(LAUNCHED)) {
            answer = next();
        }
        return answer;
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    String next() throws IOException {
        String line = output.readLine();
        return line == null ? "ended" : line;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** It ends with its input. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            await();
            output.close();
        } catch (IOException ended) {
            kill();
        }
    }

    private void await() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
