package dev.portman.cli.init;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Spring Boot and Quarkus, told by the plugins and dependencies of {@code pom.xml}. */
final class MavenGuess implements Guess {

    private static final int USUAL_PORT = 8080;

    private static final Pattern SPRING_PROPERTY = Pattern.compile("(?m)^\\s*server\\.port\\s*[=:]\\s*(\\d{1,5})\\s*$");
    private static final Pattern SPRING_YAML =
            Pattern.compile("(?m)^server:\\s*\\R(?:[ \\t].*\\R)*?[ \\t]+port:\\s*(\\d{1,5})\\s*$");
    private static final Pattern QUARKUS_PROPERTY =
            Pattern.compile("(?m)^\\s*quarkus\\.http\\.port\\s*[=:]\\s*(\\d{1,5})\\s*$");

    private static final String RESOURCES = "src/main/resources/";

    @Override
    public Optional<Draft> in(ProjectFolder folder) {
        Set<String> artifacts =
                folder.text("pom.xml").map(MavenGuess::artifacts).orElse(Set.of());
        String maven = folder.has("mvnw") ? "./mvnw" : "mvn";
        if (artifacts.contains("spring-boot-maven-plugin")) {
            return Optional.of(springBoot(folder, maven, artifacts));
        }
        if (artifacts.contains("quarkus-maven-plugin")) {
            return Optional.of(quarkus(folder, maven, artifacts));
        }
        return Optional.empty();
    }

    private static Draft springBoot(ProjectFolder folder, String maven, Set<String> artifacts) {
        int port = Stream.of(
                        folder.port(RESOURCES + "application.properties", SPRING_PROPERTY),
                        folder.port(RESOURCES + "application.yml", SPRING_YAML),
                        folder.port(RESOURCES + "application.yaml", SPRING_YAML))
                .flatMapToInt(OptionalInt::stream)
                .findFirst()
                .orElse(USUAL_PORT);
        return Draft.of(
                        Draft.Role.BACKEND,
                        maven + " -q spring-boot:run -Dspring-boot.run.arguments=--server.port=@{port}",
                        port,
                        new Evidence("Spring Boot", "pom.xml"))
                .withHealth(health(artifacts, "spring-boot-starter-actuator", "/actuator/health"));
    }

    private static Draft quarkus(ProjectFolder folder, String maven, Set<String> artifacts) {
        int port = folder.port(RESOURCES + "application.properties", QUARKUS_PROPERTY)
                .orElse(USUAL_PORT);
        return Draft.of(
                        Draft.Role.BACKEND,
                        maven + " -q quarkus:dev -Dquarkus.http.port=@{port}",
                        port,
                        new Evidence("Quarkus", "pom.xml"))
                .withHealth(health(artifacts, "quarkus-smallrye-health", "/q/health"));
    }

    private static Optional<String> health(Set<String> artifacts, String artifact, String path) {
        return artifacts.contains(artifact) ? Optional.of(path) : Optional.empty();
    }

    /** Every artifactId of a POM, whatever it stands for; none if it is no XML. */
    private static Set<String> artifacts(String pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Without a handler of its own, it would print on standard error.
            builder.setErrorHandler(new DefaultHandler());
            NodeList found =
                    builder.parse(new InputSource(new StringReader(pom))).getElementsByTagName("artifactId");
            Set<String> artifacts = new HashSet<>();
            for (int i = 0; i < found.getLength(); i++) {
                artifacts.add(found.item(i).getTextContent().strip());
            }
            return artifacts;
        } catch (ParserConfigurationException | SAXException | IOException noXml) {
            return Set.of();
        }
    }
}
