package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end.
 *
 * @param exitCode its exit code
 * @param output all that it wrote
 * @param nanos from before its start until after its end
 */
record Run(int exitCode, String output, long nanos) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Runs a command; one that takes many minutes is ended, and wrong. */
    static Run of(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        return of(command, folder, environment, PATIENCE);
    }

    /** Runs a command; one that takes longer than it may is ended, and wrong. */
    static Run of(List<String> command, Path folder, Map<String, String> environment, Duration limit)
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
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new WrongAnswer("did not end within " + limit.toSeconds() + " s");
            }
            long nanos = System.nanoTime() - from;
            return new Run(process.exitValue(), Files.readString(output), nanos);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The same; any exit code but 0 is wrong. */
    Run succeeded() {
        WrongAnswer.unless(
                exitCode == 0, "exit code " + exitCode + ": " + firstError().orElseGet(this::lastLine));
        return this;
    }

    /** 1 if it failed, 0 if not: to be counted. */
    int failure() {
        return exitCode == 0 ? 0 : 1;
    }

    /** The start of its last line, fit for a table. */
    String lastLine() {
        return cell(output.strip().lines().reduce("", (first, second) -> second));
    }

    /** The start of the first error that Maven tells, fit for a table. */
    Optional<String> firstError() {
        return output.lines()
                .filter(it -> it.contains("[ERROR]"))
                .findFirst()
                .map(it -> cell(it.replaceFirst("^.*\\[ERROR\\] ", "")));
    }

    private static String cell(String line) {
        String text = line.replace('|', '/');
        return text.substring(0, Math.min(text.length(), 200));
    }
}
