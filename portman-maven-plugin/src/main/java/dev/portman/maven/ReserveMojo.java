package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.PortText;
import dev.portman.model.FallbackPorts;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortRange;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Reserves free ports into properties. Unlike a port that was merely found free, a reserved one is given to no other start or reservation of this user on
 * this host until the build ends.
 */
@Mojo(name = "reserve", threadSafe = true)
public final class ReserveMojo extends AbstractPortmanMojo {

    /** The properties that take the ports, one port for each. */
    @Parameter(property = "portman.portNames", required = true)
    List<String> portNames = List.of();

    /** Where to look: {@code 8001-8010,9000}. Any free port of the system if not given. */
    @Parameter(property = "portman.portRange")
    @Nullable
    String portRange;

    @Override
    void run() {
        if (portNames.isEmpty()) {
            throw new InvalidInputException("portNames", "", "must name at least one property");
        }
        Portman portman = portman();
        ReservedPorts reserved = new ReservedPorts(session.getRequest(), portman);
        SessionEndListener.register(session.getRequest(), new BuildState(session.getRequest()), portman, buildLog());
        List<String> names = portNames.stream().map(String::strip).toList();
        List<String> free = names.stream()
                .filter(it -> SetProperty.of(session, it).isEmpty())
                .toList();
        for (String name : names) {
            SetProperty.of(session, name)
                    .ifPresent(set -> getLog().info("Reserved port " + reserved.fixed(name, set) + " as " + name
                            + ": it is set " + set.where() + "."));
        }
        List<Integer> ports = reserved.any(free.size(), ranges());
        PublishedPorts published =
                new PublishedPorts(session, session.getCurrentProject().getArtifactId(), getLog());
        for (int i = 0; i < ports.size(); i++) {
            published.set(free.get(i), Integer.toString(ports.get(i)));
            getLog().info("Reserved port " + ports.get(i) + " as " + free.get(i) + ".");
        }
    }

    private List<PortRange> ranges() {
        if (portRange == null) {
            return List.of();
        }
        FallbackPorts parsed = PortText.fallback("portRange", portRange);
        return parsed.any() ? List.of() : parsed.ranges();
    }
}
