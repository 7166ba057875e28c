package dev.portman.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes {@code docs/reliability.md} from the rows of a full run; anew with each row, so that nothing has to come last. */
final class Report {

    private static final String HEAD = """
            # Reliability

            What happens when things around portman fail. Written by `make faults`, which provokes each fault with real processes and watches
            bystanders by pid and start time; the sources are in `portman-core/src/test/java/dev/portman/faults`, and a quick set of them runs in
            `make test`. Each row that could harm a bystander is also run once against a variant of portman that was broken on purpose; such a run has to fail.

            Measured on {date}, {cores} cores, {gib} GiB of memory, Linux {kernel}, Java {java}.

            | fault | what was done | trials | counted | upper bound (95 %) | ms: p50 / p95 / max | broken on purpose |
            |---|---|---|---|---|---|---|
            """;

    private static final String FOOT = """

            The upper bound is 3/n for n trials without a failure. Latencies are those of the stop, the start or the lock that the row is about.

            ## What remains

            """;

    private static final List<Row> ROWS = new ArrayList<>();
    private static final List<String> REMARKS = new ArrayList<>();

    private Report() {}

    /** Adds a row. */
    static synchronized void add(Row row) {
        ROWS.add(row);
        System.out.print(row.markdown());
        write();
    }

    /** Adds a paragraph about what cannot be closed. */
    static synchronized void remark(String paragraph) {
        REMARKS.add(paragraph);
        System.out.println(paragraph);
        write();
    }

    private static void write() {
        if (!Trials.isFull()) {
            return;
        }
        StringBuilder text = new StringBuilder(head());
        ROWS.stream()
                .sorted(Comparator.comparingInt(Row::number).thenComparing(Row::id))
                .forEach(row -> text.append(row.markdown()));
        text.append(FOOT);
        text.append(String.join("\n\n", REMARKS)).append('\n');
        try {
            Files.writeString(Path.of("..", "docs", "reliability.md"), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head() {
        try {
            long kibibytes = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
            return HEAD.replace("{date}", LocalDate.now(ZoneOffset.UTC).toString())
                    .replace("{cores}", Integer.toString(Runtime.getRuntime().availableProcessors()))
                    .replace("{gib}", Long.toString(kibibytes >> 20))
                    .replace("{kernel}", System.getProperty("os.version", "?").replaceAll("-.*", ""))
                    .replace("{java}", Integer.toString(Runtime.version().feature()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
