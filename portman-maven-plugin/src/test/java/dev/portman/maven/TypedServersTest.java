package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.config.RawServer;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedServersTest {

    private final Properties typed = new Properties();
    private Set<String> selection = Set.of();

    @TempDir
    private Path project;

    @Test
    void aPortThatIsTypedForOneInstanceIsTheOneThatItWants() {
        selection = Set.of("backend-2");
        typed.setProperty("portman.port", "9000");

        assertThat(ports()).containsExactly(8000, 9000, 8002);
    }

    @Test
    void aPortThatIsTypedForAllInstancesIsThatOfTheFirst() {
        typed.setProperty("portman.port", "9000");

        assertThat(ports()).containsExactly(9000, 9001, 9002);
    }

    @Test
    void aPortFitsOneServerOnly() {
        selection = Set.of("backend-1", "backend-3");
        typed.setProperty("portman.port", "9000");

        assertThatThrownBy(this::ports).hasMessageContaining("fits one server only");
    }

    private List<Integer> ports() {
        RawServer backend = new RawServerBuilder()
                .value("name", "backend")
                .value("command", "sleep 60")
                .value("port", "8000")
                .value("instances", "3")
                .build();
        List<RawServer> servers =
                new TypedServers(new CommandLineProperties(typed), "artifact", selection).over(List.of(backend));
        return SpecReader.read(servers, new Surroundings(project, Side.PERSON, "artifact", Map.of())).stream()
                .map(ServerSpec::port)
                .map(it -> it.preferred())
                .toList();
    }
}
