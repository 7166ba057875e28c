package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the documentation true: each snippet stands, word for word, in a POM or a {@code portman.yaml} that the demo or a test runs, each
 * goal and property exists, and each link leads somewhere.
 */
class DocumentationTest {

    private static final Pattern XML = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern GOAL = Pattern.compile("(?<!dev\\.)portman(?:-maven-plugin:[^:\\s]+)?:([a-z]+)");
    private static final Pattern PROPERTY = Pattern.compile("-D(portman\\.[A-Za-z.]*[A-Za-z])");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^):]*\\)");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void showsOnlyPomsThatAreRun() throws IOException {
        assertThat(squeezed(found(XML)))
                .isNotEmpty()
                .isSubsetOf(squeezed(found(XML)).stream()
                        .filter(in(squeezed(files("pom.xml"))))
                        .toList());
    }

    @Test
    void showsOnlyDescriptionsThatAreRun() throws IOException {
        assertThat(found(YAML))
                .isNotEmpty()
                .isSubsetOf(
                        found(YAML).stream().filter(in(files("portman.yaml"))).toList());
    }

    @Test
    void namesOnlyGoalsAndPropertiesThatExist() throws Exception {
        String descriptor;
        try (InputStream xml = DocumentationTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            descriptor = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
        }
        String reference = Files.readString(ROOT.resolve("docs/reference.md"));
        assertThat(found(GOAL))
                .isNotEmpty()
                .allSatisfy(goal -> assertThat(descriptor).contains("<goal>" + goal + "</goal>"));
        assertThat(found(PROPERTY))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(reference).contains("`" + property + "`"));
    }

    @Test
    void linksOnlyToFilesThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (Files.notExists(document.resolveSibling(links.group(1)))) {
                    missing.add(document + ": " + links.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Predicate<String> in(List<String> texts) {
        return snippet -> texts.stream().anyMatch(text -> text.contains(snippet));
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
            List<Path> found = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".md")).toList());
            List.of("README.md", "CONTRIBUTING.md", "examples/README.md").forEach(it -> found.add(ROOT.resolve(it)));
            return found;
        }
    }

    private static List<String> files(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String folder : List.of("examples", "src/it")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(it -> it.endsWith(name)).toList()) {
                    texts.add(Files.readString(file));
                }
            }
        }
        return texts;
    }

    /** Without comments, white space and the tokens that only a test's copy has. */
    private static List<String> squeezed(List<String> poms) {
        return poms.stream()
                .map(xml -> COMMENT.matcher(xml).replaceAll("").replaceAll("\\s+", ""))
                .toList();
    }
}
