package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A command that runs while others do.
 *
 * @param process the command
 * @param output all that it writes
 */
record Racer(Process process, Path output) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    static Racer start(Place place, List<String> command) throws IOException {
        Path output = Files.createTempFile(place.work(), "racer", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.work().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(place.environment());
        return new Racer(builder.start(), output);
    }

    /** Whether it writes that before it ends. */
    boolean says(String pattern) throws IOException, InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        while (process.isAlive() && !wanted.matcher(Files.readString(output)).find()) {
            Thread.sleep(50);
        }
        return wanted.matcher(Files.readString(output)).find();
    }

    /** Its result; its time does not count. */
    Run end() throws IOException, InterruptedException {
        boolean ended = endsWithin(LIMIT);
        String text = Files.readString(output);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        kill();
        WrongAnswer.unless(ended, "did not end within " + LIMIT.toSeconds() + " s");
        return new Run(process.exitValue(), text, 0);
    }

    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends it by SIGKILL, and what it started not. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(output);
    }
}
