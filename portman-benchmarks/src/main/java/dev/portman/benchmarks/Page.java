package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docs/performance.md}: what was measured now, and the rest as it was measured before. */
final class Page {

    private static final String HEADING = "## ";
    private static final String TARGETS = "Targets";

    private static final String HEAD = """
            # Performance

            What portman costs, beside what people use instead. Written by `make bench`; sources are in `portman-benchmarks`. `make bench SECTIONS="kill status"` measures some of it
            anew, `FULL=1` takes its time over all sizes.

            **Method.** Whole processes run in turn, forward and backward, after one run that does not count; calls in a warm JVM are measured by JMH. Tables show the median, the span from the
            10th to the 90th percentile, and ratios within one run: ratios carry over to other machines, milliseconds do not. Each run first checks that the job was done: the process is gone,
            the port answers, the right pid is named. Who did not do the job has no time. "Floor" is a program in C that does nothing but the system calls it takes. Everything runs on
            loopback, with servers in C that need no time of their own, or an application of Spring Boot where it says so. The line under a heading tells how busy the machine was with other things: above a load of 2 everything that
            waits for the processor takes longer, also beside its floor.

            """;

    private final Map<String, String> sections = new LinkedHashMap<>();

    private Page() {}

    /** The page as it is; an empty one if there is none. */
    static Page read(Path file) throws IOException {
        Page page = new Page();
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (String part :
                List.of(text.split("\n" + HEADING, -1)).stream().skip(1).toList()) {
            int end = part.indexOf('\n');
            page.sections.put(part.substring(0, end), part.substring(end + 1).strip());
        }
        page.sections.remove(TARGETS);
        return page;
    }

    void put(Section section, String text) {
        sections.put(section.title(), text.strip());
    }

    void write(Path file, List<Section> order) throws IOException {
        StringBuilder text = new StringBuilder(HEAD + HEADING + TARGETS + "\n\n" + Target.HEAD);
        for (Section each : order) {
            sections.getOrDefault(each.title(), "")
                    .lines()
                    .filter(line -> line.startsWith(Target.MARK))
                    .forEach(line -> text.append(line).append('\n'));
        }
        for (Section each : order) {
            if (sections.containsKey(each.title())) {
                text.append('\n')
                        .append(HEADING)
                        .append(each.title())
                        .append("\n\n")
                        .append(sections.get(each.title()))
                        .append('\n');
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
