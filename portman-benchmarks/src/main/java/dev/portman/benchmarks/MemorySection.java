package dev.portman.benchmarks;

import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.Stopping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What stays behind beside a running server. */
final class MemorySection implements Section {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "What stays behind";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        double detached = behind(place, Side.PERSON);
        double guarded = behind(place, Side.BUILD);
        StringBuilder text = new StringBuilder(
                        "Memory of processes that stay beside one running server, which itself does not count: proportional set size, as Linux tells it.\n\n| | MiB |\n|---|---:|\n")
                .append(row("portman, detached server", detached))
                .append(row("portman, server of a build: the guardian, a shell", guarded))
                .append(row("an empty JVM that waits, as the least that any supervisor in Java needs", ofJvm(place)));
        if (place.hasNpm()) {
            text.append(row("pm2: its daemon", ofPm2(place)));
        }
        return text.append('\n')
                .append(Target.HEAD)
                .append(new Target("memory beside a detached server", 0, detached, "MiB", "something stays").row())
                .append(new Target("memory beside a server of a build", 2, guarded, "MiB", "the shell itself").row())
                .toString();
    }

    private static String row(String what, double mebibytes) {
        return "| " + what + " | " + (mebibytes == 0 ? "0" : Samples.number(mebibytes)) + " |\n";
    }

    /** Whatever is new and is not the server itself: all of our own descendants, and guardians. */
    private static double behind(Place place, Side side) throws IOException {
        Portman portman = Project.open(place);
        ServerSpec spec =
                Project.of(place, "memory", 1, Fixture.freePort(), "seconds 60").spec(side);
        List<Long> before = guardians();
        portman.start(spec);
        double sum = 0;
        for (long pid : guardians()) {
            sum += before.contains(pid) ? 0 : mebibytes(pid);
        }
        portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        return sum;
    }

    private static List<Long> guardians() throws IOException {
        return pids(line -> line.contains("portman-guardian"));
    }

    private static double ofJvm(Place place) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(place.emptyJava("20")).start();
        try {
            Thread.sleep(2_000);
            return mebibytes(process.pid());
        } finally {
            process.destroyForcibly();
        }
    }

    private static double ofPm2(Place place) throws IOException, InterruptedException {
        try (Pm2 pm2 = new Pm2(place)) {
            pm2.started(Fixture.freePort(), "seconds", "60");
            return mebibytes(pm2.daemon());
        }
    }

    private static List<Long> pids(Predicate<String> commandLine) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(each -> each.getFileName().toString().matches("\\d+"))
                    .filter(each -> commandLine.test(commandLine(each)))
                    .map(each -> Long.valueOf(each.getFileName().toString()))
                    .toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            // Ended while we looked.
            return "";
        }
    }

    private static double mebibytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                            .filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
