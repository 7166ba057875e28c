package dev.portman.faults;

import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** strace(1) on one thread that is ready to act: what came before does not count, and none of its children is touched. */
final class Strace implements AutoCloseable {

    private final Process process;
    private final Path file;

    private Strace(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /** Follows {@code thread}; {@code options} such as {@code -e inject=...}. Returns when it does. */
    static Strace attach(long thread, Path file, String... options) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(Needs.tool("strace").toString(), "-q", "-y", "-ttt", "-o", file.toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("-p", Long.toString(thread)));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int look = 0; look < 2000 && !isTraced(thread); look++) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        if (!isTraced(thread)) {
            process.destroyForcibly();
            throw new IOException("strace does not follow " + thread);
        }
        return new Strace(process, file);
    }

    /** What it has seen, one line each; call after {@link #close}. */
    List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private static boolean isTraced(long thread) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + thread + "/status")).stream()
                .anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
