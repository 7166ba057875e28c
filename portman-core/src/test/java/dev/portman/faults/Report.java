package dev.portman.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/reliability.md}, anew with each row of a full run. Rows and remarks of earlier runs stay until they are measured again,
 * so that each class can be run when there is time for it.
 */
final class Report {

    private static final String HEAD = """
            # Reliability

            What happens when things around portman fail. Written by `make faults`, which provokes each fault with real processes and watches
            bystanders by pid and start time; the sources are in `portman-core/src/test/java/dev/portman/faults`, and a quick set of them runs in
            `make test`. Each row that could harm a bystander is also run once against a variant of portman that was broken on purpose; such a run has to fail.

            Measured on {cores} cores, {gib} GiB of memory, Linux {kernel}, Java {java}; the last column says when, and what load the machine had besides.

            ## In sum

            | what must not happen | trials | found | upper bound (95 %) | faults |
            |---|---|---|---|---|
            """;

    private static final String ROWS_HEAD = """

            ## Row by row

            | fault | what was done | trials | counted | upper bound (95 %) | ms: p50 / p95 / max | broken on purpose | measured on |
            |---|---|---|---|---|---|---|---|
            """;

    private static final String REMAINS = "## What remains";

    private static final String FOOT = """

            The upper bound is 3/n for n trials without a failure. Latencies are those of the stop, the start or the lock that the row is about.

            """ + REMAINS + "\n\n";

    private final Map<String, ReportedRow> rows = new LinkedHashMap<>();
    private final Map<String, String> remarks = new LinkedHashMap<>();

    private Report() {}

    /** Adds a row, in place of an older one with its id. */
    static synchronized void add(ReportedRow row) {
        System.out.print(row.markdown());
        if (Trials.isFull()) {
            Report report = read(page());
            report.rows.put(row.id(), row);
            report.write(page());
        }
    }

    /** Adds a paragraph about what cannot be closed, in place of an older one with its title. */
    static synchronized void remark(String title, String text) {
        String paragraph = "**" + title + ".** " + text;
        System.out.println(paragraph);
        if (Trials.isFull()) {
            Report report = read(page());
            report.remarks.put(title, paragraph);
            report.write(page());
        }
    }

    /** What a page says already; nothing if there is none. */
    static Report read(Path page) {
        Report report = new Report();
        try {
            String text = Files.exists(page) ? Files.readString(page) : "";
            text.lines().filter(ReportedRow::isOne).map(ReportedRow::of).forEach(row -> report.rows.put(row.id(), row));
            int remains = text.indexOf(REMAINS);
            if (remains >= 0) {
                Arrays.stream(text.substring(remains).split("\n\n", -1))
                        .map(String::strip)
                        .filter(it -> it.startsWith("**"))
                        .forEach(it -> report.remarks.put(it.substring(2, it.indexOf(".**")), it));
            }
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path page) {
        List<ReportedRow> sorted =
                rows.values().stream().sorted(ReportedRow.ORDER).toList();
        StringBuilder text = new StringBuilder(head());
        for (Gate gate : Gate.values()) {
            text.append(gate.markdown(sorted));
        }
        text.append(ROWS_HEAD);
        sorted.forEach(row -> text.append(row.markdown()));
        text.append(FOOT);
        text.append(remarks.values().stream().sorted().collect(Collectors.joining("\n\n")))
                .append('\n');
        try {
            Files.writeString(page, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path page() {
        return Path.of("..", "docs", "reliability.md");
    }

    private static String head() {
        try {
            long kibibytes = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
            return HEAD.replace("{cores}", Integer.toString(Runtime.getRuntime().availableProcessors()))
                    .replace("{gib}", Long.toString(kibibytes >> 20))
                    .replace("{kernel}", System.getProperty("os.version", "?").replaceAll("-.*", ""))
                    .replace("{java}", Integer.toString(Runtime.version().feature()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
