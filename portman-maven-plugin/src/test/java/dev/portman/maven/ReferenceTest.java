package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Keeps docs/reference.md true: it names exactly the goals and parameters of the plugin's descriptor. */
class ReferenceTest {

    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z]+)` \\| (?:`([A-Za-z.]+)`|–) \\| .*");
    private static final Pattern GOAL = Pattern.compile("\\| `portman:([a-z]+)` \\| (\\S+) \\| .*");
    private static String reference = "";
    private static Document descriptor;

    @BeforeAll
    static void read() throws Exception {
        reference = Files.readString(Path.of("..", "docs", "reference.md"));
        try (InputStream xml = ReferenceTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            descriptor =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
    }

    @Test
    void namesEveryGoalWithItsPhase() {
        Set<String> documented = new TreeSet<>();
        Matcher rows = GOAL.matcher(reference);
        while (rows.find()) {
            documented.add(rows.group(1) + " " + rows.group(2));
        }
        Set<String> real = new TreeSet<>();
        NodeList mojos = descriptor.getElementsByTagName("mojo");
        for (int i = 0; i < mojos.getLength(); i++) {
            Element mojo = (Element) mojos.item(i);
            real.add(text(mojo, "goal", "") + " " + text(mojo, "phase", "–"));
        }
        assertThat(documented).isEqualTo(real);
    }

    @Test
    void namesEveryParameterWithItsProperty() {
        Set<String> documented = new TreeSet<>();
        Matcher rows = ROW.matcher(reference);
        while (rows.find()) {
            documented.add(rows.group(1) + " " + (rows.group(2) == null ? "–" : rows.group(2)));
        }
        assertThat(documented).isEqualTo(editableParameters());
    }

    /** The parameters that a user may write, of all goals but the generated help. */
    private static Set<String> editableParameters() {
        Set<String> real = new TreeSet<>();
        NodeList mojos = descriptor.getElementsByTagName("mojo");
        for (int i = 0; i < mojos.getLength(); i++) {
            Element mojo = (Element) mojos.item(i);
            if (!text(mojo, "goal", "").equals("help")) {
                addParameters(mojo, real);
            }
        }
        return real;
    }

    private static void addParameters(Element mojo, Set<String> real) {
        NodeList parameters = mojo.getElementsByTagName("parameter");
        for (int i = 0; i < parameters.getLength(); i++) {
            Element parameter = (Element) parameters.item(i);
            String name = text(parameter, "name", "");
            if (text(parameter, "editable", "true").equals("true")) {
                real.add(name + " " + property(mojo, name));
            }
        }
    }

    /** The descriptor keeps the property as an expression, in the configuration's element of the parameter's name. */
    private static String property(Element mojo, String name) {
        Element configuration =
                (Element) mojo.getElementsByTagName("configuration").item(0);
        NodeList elements =
                configuration == null ? mojo.getElementsByTagName("none") : configuration.getElementsByTagName(name);
        String expression = elements.getLength() == 0
                ? ""
                : elements.item(0).getTextContent().strip();
        return expression.startsWith("${") ? expression.substring(2, expression.length() - 1) : "–";
    }

    private static String text(Element parent, String child, String otherwise) {
        NodeList children = parent.getElementsByTagName(child);
        return children.getLength() == 0
                ? otherwise
                : children.item(0).getTextContent().strip();
    }

    @Test
    void isReadFromThePlaceThatTheReadmeLinksTo() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("(docs/reference.md)");
    }
}
