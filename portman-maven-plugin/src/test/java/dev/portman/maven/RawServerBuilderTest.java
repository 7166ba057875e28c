package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.config.RawServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the elements that Maven reads for us. */
class RawServerBuilderTest {

    @Test
    void anEmptyElementIsAnEmptyWord() {
        Map<String, String> variables = new HashMap<>();
        variables.put("EMPTY", null);
        variables.put("FULL", "x");

        RawServer server = new RawServerBuilder()
                .environment(variables)
                .list("arguments", Arrays.asList("-v", null))
                .build();

        assertThat(server.environment()).isEqualTo(Map.of("EMPTY", "", "FULL", "x"));
        assertThat(server.lists()).containsEntry("arguments", Arrays.asList("-v", ""));
    }
}
