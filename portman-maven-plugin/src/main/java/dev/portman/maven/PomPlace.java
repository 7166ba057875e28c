package dev.portman.maven;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.InputSource;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Where an element of a configuration was written, as far as Maven remembers. */
final class PomPlace {

    /** As Maven 4 words it. */
    private static final Pattern MAVEN_4 = Pattern.compile("(?:file://)?(.*) @ (\\d+):\\d+");

    private PomPlace() {}

    /** The file and the line; empty if unknown. */
    static Optional<String> of(Xpp3Dom element) {
        Object location = element.getInputLocation();
        return location instanceof InputLocation at
                ? Optional.of(file(at) + ":" + at.getLineNumber())
                : Optional.ofNullable(location)
                        .map(it -> MAVEN_4.matcher(it.toString()).replaceFirst("$1:$2"));
    }

    /** What tells the element from every other one; empty if unknown. */
    static Optional<String> exactly(Xpp3Dom element) {
        Object location = element.getInputLocation();
        String exact = location instanceof InputLocation at
                ? file(at) + ":" + at.getLineNumber() + ":" + at.getColumnNumber()
                : String.valueOf(location);
        return Optional.ofNullable(location).map(it -> exact + " " + element.getName());
    }

    private static String file(InputLocation at) {
        return Optional.ofNullable(at.getSource())
                .map((InputSource source) ->
                        Optional.ofNullable(source.getLocation()).orElseGet(() -> String.valueOf(source.getModelId())))
                .orElse("pom.xml");
    }
}
