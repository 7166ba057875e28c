package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** On what a section was measured, without saying whose machine it is. */
final class MachineLine {

    private MachineLine() {}

    static String now(Place place) throws IOException, InterruptedException {
        long kibibytes = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
        String commit = place.run(
                        java.util.List.of("git", "-C", place.root().toString(), "rev-parse", "--short", "HEAD"))
                .lastLine();
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + " at commit " + commit + ": "
                + Runtime.getRuntime().availableProcessors() + " cores, " + (kibibytes >> 20) + " GiB, Linux "
                + System.getProperty("os.version", "?").replaceAll("-.*", "") + ", Java "
                + Runtime.version().feature() + "."
                + " Load of the machine before: "
                + Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0] + ".\n\n";
    }
}
