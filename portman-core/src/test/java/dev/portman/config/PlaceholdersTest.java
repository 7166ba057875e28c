package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private static final Map<String, String> VALUES =
            Map.of("port", "8001", "url", "http://127.0.0.1:8001", "backend.port", "9000", "odd", "a b @{port} $1 \\");

    @Test
    void replacesInsideOneWordAndNeverSplitsOrSearchesAgain() {
        assertThat(Placeholders.fill(List.of("--port=@{port}", "@{backend.port}:@{port}", "@{odd}", "plain"), VALUES))
                .containsExactly("--port=8001", "9000:8001", "a b @{port} $1 \\", "plain");
    }

    @Test
    void leavesWhatIsNoPlaceholderAlone() {
        List<String> words = List.of("${port}", "@port", "user@{", "{port}", "@ {port}");
        assertThat(Placeholders.fill(words, VALUES)).isEqualTo(words);
    }

    @Test
    void refusesAnUnknownNameAndListsTheKnownOnes() {
        assertRefused(
                () -> Placeholders.fill(List.of("x@{prot}"), VALUES),
                "command '@{prot}' is no known placeholder; known here: backend.port, odd, port, url.");
        assertRefused(
                () -> Placeholders.fill(List.of("@{}"), Map.of("port", "1")),
                "command '@{}' is no known placeholder; known here: port.");
    }
}
