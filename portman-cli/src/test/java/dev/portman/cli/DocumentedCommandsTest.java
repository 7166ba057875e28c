package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command line that the documentation shows is one that portman, {@code ./dev} or make understands. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PORTMAN =
            Pattern.compile("(?:^ {4}|`|<\\()(?:portman|java -jar portman\\.jar) ([^`)#>\\n]+)", Pattern.MULTILINE);
    private static final Pattern MAKE = Pattern.compile("(?:^ {4}|`)make ([^`#\\n]+)", Pattern.MULTILINE);
    private static final Pattern DEV = Pattern.compile("(?<!\\[)\\./dev ([a-z]+)");

    @Test
    void portmanUnderstandsWhatItsDocumentationSays() throws IOException {
        List<String> lines = found(PORTMAN);
        assertThat(lines).hasSizeGreaterThan(8);
        assertThat(lines)
                .allSatisfy(line -> assertThatCode(() -> Invocation.parse(words(line)))
                        .as("portman " + line)
                        .doesNotThrowAnyException());
    }

    @Test
    void makeHasTheTargets() throws IOException {
        String makefile = Files.readString(ROOT.resolve("Makefile"));
        assertThat(found(MAKE))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(makefile).contains("\n" + line.strip().split(" ", -1)[0] + ":"));
    }

    @Test
    void devHasTheWords() throws IOException {
        String script = Files.readString(ROOT.resolve("dev"));
        assertThat(found(DEV))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(script).contains("./dev " + word));
    }

    private static List<String> words(String line) {
        return List.of(line.strip().replaceAll("\\s+", " ").split(" ", -1));
    }

    private static List<String> found(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path document : documents()) {
            Matcher matches = pattern.matcher(Files.readString(document));
            while (matches.find()) {
                found.add(matches.group(1));
            }
        }
        return found;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".md"))
                    .collect(Collectors.toCollection(ArrayList::new));
            documents.add(ROOT.resolve("README.md"));
            return documents;
        }
    }
}
