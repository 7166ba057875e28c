package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Keeps the snippets of the documentation true: each stands, word for word, in a POM that the demo or an integration test runs. */
class DocumentationTest {

    private static final Pattern XML = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void showsOnlySnippetsThatAreRun() throws IOException {
        List<String> poms = poms();
        List<String> snippets = snippets();
        assertThat(snippets).as("snippets in the documentation").isNotEmpty();
        assertThat(snippets)
                .allSatisfy(snippet ->
                        assertThat(poms).as("a POM that holds\n%s", snippet).anyMatch(pom -> pom.contains(snippet)));
    }

    @Test
    void linksOnlyToFilesThatExist() throws IOException {
        Matcher links = Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(ROOT.resolve("README.md")));
        List<String> missing = new ArrayList<>();
        while (links.find()) {
            if (Files.notExists(ROOT.resolve(links.group(1)))) {
                missing.add(links.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> snippets() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path document : documents()) {
            Matcher blocks = XML.matcher(Files.readString(document));
            while (blocks.find()) {
                found.add(squeezed(blocks.group(1)));
            }
        }
        return found;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<Path> found = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".md")).toList());
            found.add(ROOT.resolve("README.md"));
            return found;
        }
    }

    private static List<String> poms() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String folder : List.of("examples", "src/it")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path pom : files.filter(file -> file.endsWith("pom.xml")).collect(Collectors.toList())) {
                    texts.add(squeezed(Files.readString(pom)));
                }
            }
        }
        return texts;
    }

    /** Without comments, white space and the tokens that only a test's copy has. */
    private static String squeezed(String xml) {
        return COMMENT.matcher(xml).replaceAll("").replaceAll("\\s+", "");
    }
}
