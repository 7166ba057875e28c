package dev.portman.maven;

import java.io.IOException;
import java.io.StringReader;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3ReaderEx;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** Reads configurations and POMs as Maven does. */
final class Doms {

    /** The plugin in the POMs of tests. */
    static final String PLUGIN = "dev.portman:portman-maven-plugin";

    private Doms() {}

    /** The plugin's own configuration with this content; each element is said to stand in line 7. */
    static PluginConfiguration configuration(String content) {
        return new PluginConfiguration("the plugin", java.util.Optional.empty(), dom(content));
    }

    static Xpp3Dom dom(String content) {
        InputSource pom = new InputSource();
        pom.setLocation("pom.xml");
        try {
            return Xpp3DomBuilder.build(
                    new StringReader("<configuration>" + content + "</configuration>"),
                    true,
                    parser -> new InputLocation(7, parser.getColumnNumber(), pom));
        } catch (XmlPullParserException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A POM with this content of {@code <build>}. */
    static Model pom(String file, String build) {
        InputSource source = new InputSource();
        source.setLocation(file);
        try {
            return new MavenXpp3ReaderEx()
                    .read(new StringReader("<project><build>" + build + "</build></project>"), true, source);
        } catch (XmlPullParserException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
