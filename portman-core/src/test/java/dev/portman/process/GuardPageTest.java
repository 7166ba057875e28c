package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/guard.md true: it lists exactly the kinds that there are, with exactly their programs. */
class GuardPageTest {

    private static final Pattern KIND = Pattern.compile("\\| `([a-z-]+)` \\| ([^|]+) \\| (stopped|spared) \\|");
    private static final Pattern SECTION = Pattern.compile("### `([a-z-]+)`\\n(.*?)(?=\\n#|\\z)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final String page;

    GuardPageTest() throws IOException {
        page = Files.readString(Path.of("..", "docs", "guard.md"));
    }

    @Test
    void listsEveryKindWithItsWordsAndWhatBecomesOfItInATree() {
        List<String> real = new ArrayList<>();
        for (ProgramKind kind : ProgramKind.values()) {
            real.add(kind.wireName() + ": " + kind.whatItIs() + ": " + (kind.isSparedInTree() ? "spared" : "stopped"));
        }
        List<String> documented = KIND.matcher(page)
                .results()
                .map(row -> row.group(1) + ": " + row.group(2) + ": " + row.group(3))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void listsEveryProgram() {
        Set<String> real = new TreeSet<>();
        for (ProgramGroup group : ProtectedPrograms.GROUPS) {
            group.executables().forEach(it -> real.add(group.kind().wireName() + " program " + it));
            group.arguments().forEach(it -> real.add(group.kind().wireName() + " argument " + it));
        }
        Set<String> documented = new TreeSet<>();
        Matcher sections = SECTION.matcher(page);
        while (sections.find()) {
            String[] halves = sections.group(2).split("By arguments:", -1);
            names(halves[0]).forEach(it -> documented.add(sections.group(1) + " program " + it));
            names(halves.length > 1 ? halves[1] : "")
                    .forEach(it -> documented.add(sections.group(1) + " argument " + it));
        }
        assertThat(documented).isEqualTo(real);
    }

    private static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        NAME.matcher(text).results().forEach(it -> names.add(it.group(1)));
        return names;
    }
}
