package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures a section in process and network namespaces of its own, so that nobody else is counted or scanned. */
final class Alone {

    /** A shell is the first process there, since a JVM would not reap orphans. */
    private static final List<String> PREFIX =
            List.of("unshare", "-fpn", "--mount-proc", "sh", "-c", "\"$@\"; exit $?", "sh");

    private Alone() {}

    static String measure(Section section, Place place) throws IOException, InterruptedException {
        Path answer = place.work().resolve(section.name() + ".md");
        Files.deleteIfExists(answer);
        boolean possible = place.run(with(List.of("true"))).exitCode() == 0;
        List<String> command = new ArrayList<>(List.of(
                place.java(),
                "-Djmh.ignoreLock=true",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path", ""),
                Main.class.getName(),
                place.root().toString(),
                "--alone",
                answer.toString(),
                section.name()));
        if (place.full()) {
            command.add("--full");
        }
        Comparison.ROUNDS.ifPresent(rounds -> command.add(1, "-D" + Comparison.PROPERTY + "=" + rounds));
        Process process = new ProcessBuilder(possible ? with(command) : command)
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(section.name() + " failed");
        }
        return (possible
                        ? "In namespaces of its own: the counts of processes and sockets are exact.\n\n"
                        : "Without namespaces of its own: everything else on the machine is scanned too.\n\n")
                + Files.readString(answer);
    }

    private static List<String> with(List<String> command) {
        List<String> words = new ArrayList<>(PREFIX);
        words.addAll(command);
        return words;
    }
}
