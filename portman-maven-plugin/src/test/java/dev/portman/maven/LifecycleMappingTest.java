package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Keeps m2e away from every goal: an IDE that builds in the background starts no server. */
class LifecycleMappingTest {

    @Test
    void ignoresEveryGoal() throws Exception {
        Document mapping = read("/META-INF/m2e/lifecycle-mapping-metadata.xml");

        assertThat(goals(mapping)).isNotEmpty().isEqualTo(goals(read("/META-INF/maven/plugin.xml")));
        assertThat(mapping.getElementsByTagName("pluginExecution").getLength()).isOne();
        NodeList action = mapping.getElementsByTagName("action").item(0).getChildNodes();
        assertThat(action.getLength()).isEqualTo(3);
        assertThat(action.item(1).getNodeName()).isEqualTo("ignore");
    }

    private static Document read(String resource) throws Exception {
        try (InputStream xml = LifecycleMappingTest.class.getResourceAsStream(resource)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
    }

    private static Set<String> goals(Document document) {
        Set<String> goals = new TreeSet<>();
        NodeList elements = document.getElementsByTagName("goal");
        for (int i = 0; i < elements.getLength(); i++) {
            // A parameter of help is called goal, too, and is no element with text alone in it.
            if (!elements.item(i).getParentNode().getNodeName().equals("configuration")) {
                goals.add(elements.item(i).getTextContent().strip());
            }
        }
        return goals;
    }
}
