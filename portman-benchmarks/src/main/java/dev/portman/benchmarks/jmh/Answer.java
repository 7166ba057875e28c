package dev.portman.benchmarks.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What an external tool prints: it is run as programs run it today, and fast nonsense is no result. */
final class Answer {

    private Answer() {}

    /** Runs the tool to its end; fails unless {@code pid} is among the numbers it prints. */
    static String naming(long pid, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text;
        try (InputStream out = process.getInputStream()) {
            text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        process.waitFor();
        if (Arrays.stream(text.split("[^0-9]+", -1)).noneMatch(Long.toString(pid)::equals)) {
            throw new IllegalStateException(command + " does not name pid " + pid + ": " + text);
        }
        return text;
    }
}
