package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

/** Which servers count as merged from parts of different ones; Maven's own code merges them. */
class ServerMergeTest {

    private static final String DATABASE =
            "<server><name>db</name><port>1</port><stopTimeout>3s</stopTimeout><environmentVariables><ROLE>x</ROLE></environmentVariables></server>";

    private static final String APP = "<server><name>app</name><port>2</port></server>";

    @Test
    void partsOfAnotherServerAreRefused() {
        assertThatThrownBy(() -> check(servers("", DATABASE), servers("", APP)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "server 'app' (child/pom.xml:1) would take <stopTimeout>, <environmentVariables> from"
                                + " server 'db' (parent/pom.xml:1)")
                .hasMessageContaining("combine.children=\"append\"")
                .hasMessageContaining("combine.self=\"override\"");
    }

    @Test
    void oneVariableIsEnough() {
        assertThatThrownBy(
                        () -> check(
                                servers(
                                        "",
                                        "<server><name>db</name><environmentVariables><A>1</A></environmentVariables></server>"),
                                servers(
                                        "",
                                        "<server><name>app</name><environmentVariables><B>2</B></environmentVariables></server>")))
                .hasMessageContaining("would take <environmentVariables> from server 'db'");
    }

    @Test
    void anotherOrderIsRefused() {
        assertThatThrownBy(() -> check(servers("", DATABASE + APP), servers("", APP + DATABASE)))
                .hasMessageContaining("from server 'db'");
    }

    @Test
    void theSameServerMayBeDescribedInParts() {
        accepts(servers("", DATABASE), servers("", "<server><name>db</name><port>9</port></server>"));
        accepts(servers("", DATABASE), servers("", "<server><name>${it}</name><port>9</port></server>"));
        accepts(servers("", DATABASE), servers("", "<server><port>9</port></server>"));
        accepts(servers("", "<server><stopTimeout>3s</stopTimeout></server>"), servers("", APP));
    }

    @Test
    void aServerThatReplacesAllOfAnotherIsItself() {
        accepts(servers("", APP), servers("", DATABASE));
    }

    @Test
    void whoeverSaysHowToCombineIsObeyed() {
        accepts(servers("", DATABASE), servers(" combine.children=\"append\"", APP));
        accepts(servers("", DATABASE), servers(" combine.self=\"override\"", APP));
    }

    private static void accepts(String parent, String child) {
        assertThatCode(() -> check(parent, child)).doesNotThrowAnyException();
    }

    private static void check(String parent, String child) {
        Model above = Doms.pom(
                "parent/pom.xml", "<pluginManagement><plugins>" + plugin(parent) + "</plugins></pluginManagement>");
        Model here = Doms.pom("child/pom.xml", "<plugins>" + plugin(child) + "</plugins>");
        Plugin effective = here.clone().getBuild().getPlugins().get(0);
        effective.setConfiguration(Xpp3Dom.mergeXpp3Dom((Xpp3Dom) effective.getConfiguration(), new Xpp3Dom((Xpp3Dom)
                above.getBuild().getPluginManagement().getPlugins().get(0).getConfiguration())));
        ServerMerge merge = new ServerMerge(List.of(here, above), Doms.PLUGIN, it -> it.replace("${it}", "db"));
        PluginConfiguration.of(effective).forEach(merge::check);
    }

    private static String servers(String attributes, String content) {
        return "<servers" + attributes + ">" + content + "</servers>";
    }

    private static String plugin(String configuration) {
        return "<plugin><groupId>dev.portman</groupId><artifactId>portman-maven-plugin</artifactId><configuration>"
                + configuration + "</configuration></plugin>";
    }
}
