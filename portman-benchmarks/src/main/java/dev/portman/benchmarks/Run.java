package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end.
 *
 * @param exitCode its exit code
 * @param output all that it wrote
 * @param nanos from before its start until after its end
 */
record Run(int exitCode, String output, long nanos) {

    private static final long LIMIT_SECONDS = 300;

    /** Runs a command; one that takes minutes is ended, and wrong. */
    static Run of(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            long from = System.nanoTime();
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new WrongAnswer("did not end: " + String.join(" ", command));
            }
            long nanos = System.nanoTime() - from;
            return new Run(process.exitValue(), Files.readString(output), nanos);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The same; any exit code but 0 is wrong. */
    Run succeeded() {
        WrongAnswer.unless(exitCode == 0, "exit code " + exitCode + ": " + lastLine());
        return this;
    }

    /** The start of its last line, fit for a table. */
    String lastLine() {
        String line =
                output.strip().lines().reduce("", (first, second) -> second).replace('|', '/');
        return line.substring(0, Math.min(line.length(), 100));
    }
}
