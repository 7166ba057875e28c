package dev.portman.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Where everything is: the repository, what was built, the tools to compare with, and folders to work in.
 *
 * @param root of the repository
 * @param full whether to take all the time it needs
 */
record Place(Path root, boolean full) {

    /** Everything that is written while measuring. */
    Path work() {
        return root.resolve("portman-benchmarks/target/bench");
    }

    Path page() {
        return root.resolve("docs/performance.md");
    }

    Path picture(String name) {
        return root.resolve("docs/performance").resolve(name + ".svg");
    }

    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A JVM as ./dev starts it. */
    List<String> shortJava(String... more) {
        List<String> words = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.addAll(List.of(more));
        return words;
    }

    /** A JVM that does nothing, from a folder with a single class. */
    List<String> emptyJava(String... arguments) {
        List<String> words = shortJava("-cp", work().resolve("empty").toString(), Empty.class.getName());
        words.addAll(List.of(arguments));
        return words;
    }

    /** The command portman from its jar, with nothing prepared. */
    List<String> portman(String... more) {
        List<String> words = shortJava("-jar", jar().toString());
        words.addAll(List.of(more));
        return words;
    }

    /** The command as users have it: what {@code portman install} writes, with what it has Java prepare beside the jar. */
    List<String> installed(String... more) {
        List<String> words = new ArrayList<>(List.of(work().resolve("portman").toString()));
        words.addAll(List.of(more));
        return words;
    }

    Path jar() {
        return root.resolve("portman-cli/target/portman.jar");
    }

    /** One of the programs in {@code src/main/c}. */
    String program(String name) {
        return work().resolve(name).toString();
    }

    /** A tool of npm. */
    String npm(String name) {
        return work().resolve("npm/node_modules/.bin").resolve(name).toString();
    }

    boolean hasNpm() {
        return Files.exists(Path.of(npm("kill-port")));
    }

    /** Keeps portman's and pm2's memory apart from that of whoever measures. */
    Map<String, String> environment() {
        return Map.of(
                "PORTMAN_STATE_HOME", work().resolve("state").toString(),
                "PM2_HOME", work().resolve("pm2").toString());
    }

    /** An empty folder; a server that was just told to stop may still write into the old one. */
    Path fresh(String name) throws IOException {
        Path folder = work().resolve(name);
        for (int i = 0; i < 100 && !deleted(folder); i++) {
            LockSupport.parkNanos(100_000_000);
        }
        return Files.createDirectories(folder);
    }

    private static boolean deleted(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (DirectoryNotEmptyException | UncheckedIOException changing) {
            return false;
        }
    }

    Run run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    /** Runs a command that may take so long only. */
    Run within(Duration limit, List<String> command) throws IOException, InterruptedException {
        return Run.of(command, work(), environment(), limit);
    }

    /** Runs a command with more in its environment. */
    Run run(List<String> command, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(more);
        return Run.of(command, work(), environment);
    }
}
