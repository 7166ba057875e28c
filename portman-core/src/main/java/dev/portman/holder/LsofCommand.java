package dev.portman.holder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs lsof, and nothing else: from fixed places, never from PATH, in the C locale, within a time limit. */
final class LsofCommand {

    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/lsof"), Path.of("/usr/bin/lsof"));
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final List<Path> places;
    private final Duration timeLimit;

    LsofCommand() {
        this(PLACES, TIME_LIMIT);
    }

    LsofCommand(List<Path> places, Duration timeLimit) {
        this.places = List.copyOf(places);
        this.timeLimit = timeLimit;
    }

    /** Whether there is an lsof to run. */
    boolean isInstalled() {
        return program().isPresent();
    }

    /**
     * What lsof prints about all listening TCP sockets of {@code ports}, complaints included; of every port if that is empty.
     *
     * @throws IOException if there is no lsof, it cannot be started, or it is not done in time
     */
    List<String> listeners(Iterable<Integer> ports) throws IOException {
        Path program = program().orElseThrow(() -> new IOException("no lsof at " + places));
        StringBuilder selection = new StringBuilder("-iTCP");
        char separator = ':';
        for (int port : ports) {
            selection.append(separator).append(port);
            separator = ',';
        }
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(), "-nPw", selection.toString(), "-sTCP:LISTEN", "-F", LsofOutput.FIELDS);
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true);
        return run(builder);
    }

    private Optional<Path> program() {
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    private List<String> run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            FutureTask<List<String>> reading = new FutureTask<>(() -> lines(process));
            Thread reader = new Thread(reading, "portman-lsof");
            reader.setDaemon(true);
            reader.start();
            return reading.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            throw new IOException("lsof did not answer within " + timeLimit.toMillis() + " ms", tooSlow);
        } catch (ExecutionException unreadable) {
            throw new IOException("lsof's output cannot be read", unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while lsof ran", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> lines(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                lines.add(line);
                line = in.readLine();
            }
        }
        return lines;
    }
}
