package dev.portman.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the tests in a JVM of its own, for what one JVM cannot do to itself. */
public final class JvmFork {

    private final Class<?> main;
    private final List<String> prefix = new ArrayList<>();
    private final List<String> options = new ArrayList<>(List.of(
            // In a pid namespace our number may be that of another JVM outside, whose file in /tmp is locked: a
            // warning on our output.
            "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
    private String classPath = System.getProperty("java.class.path");
    private Path folder = Path.of("").toAbsolutePath();
    private Duration limit = Duration.ofSeconds(30);

    private JvmFork(Class<?> main) {
        this.main = main;
    }

    /** Will run {@code main}. */
    public static JvmFork of(Class<?> main) {
        return new JvmFork(main);
    }

    /** Puts a command in front, such as {@code unshare --net}. */
    public JvmFork under(String... words) {
        prefix.addAll(List.of(words));
        return this;
    }

    /** Without options of its own, as users run Java, so that theirs do not contradict. */
    public JvmFork plain() {
        options.clear();
        return this;
    }

    /** Its current folder. */
    public JvmFork in(Path where) {
        folder = where;
        return this;
    }

    /** With another place for the classes of an entry of our class path. */
    public JvmFork with(Path entry, Path instead) {
        classPath = classPath.replace(entry.toString(), instead.toString());
        return this;
    }

    /** Gives {@link #run} that much time, in place of half a minute. */
    public JvmFork within(Duration longer) {
        limit = longer;
        return this;
    }

    /** Starts it; its output goes to whoever asks the process for it, its errors to ours. */
    public Process start(Map<String, String> environment, Object... arguments) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", classPath, main.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs it to its end, which must be a good one, and returns what it printed. */
    public String run(Object... arguments) throws IOException, InterruptedException {
        return finish(start(Map.of(), arguments), limit);
    }

    /** Waits for its end, which must be a good one, and returns what it printed. */
    public static String finish(Process process) throws IOException, InterruptedException {
        return finish(process, Duration.ofSeconds(30));
    }

    private static String finish(Process process, Duration limit) throws IOException, InterruptedException {
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException("the forked JVM failed (see above); it printed:\n" + text);
            }
            return text.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
