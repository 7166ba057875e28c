package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static dev.portman.config.Refusals.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.FallbackPorts;
import dev.portman.model.PortRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "65536", "80a", "", "99999999999999999999", "8000.0", "0x50", "٨٠", "8000 8001", "+80"})
    void refusesWhatIsNoPort(String text) {
        assertRefused(() -> PortText.port("port", text), "port" + shown(text) + " must be a number from 0 to 65535.");
    }

    @Test
    void readsPortsFromAnyFreeOneToTheHighest() {
        assertThat(PortText.port("port", "0")).isZero();
        assertThat(PortText.port("port", " 65535\n")).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8000,", ",8000", "8010-8001", "8000-", "-8000", "0", "1-65536", "a-b", "8000;8001", "none"})
    void refusesWhatIsNoListOfPorts(String text) {
        assertRefused(
                () -> PortText.ports("portman.port", text),
                "portman.port" + shown(text)
                        + " must be ports from 1 to 65535 or ascending ranges such as 8001-8010, separated by"
                        + " commas.");
    }

    @Test
    void readsEachPortOfAListOnceInTheOrderWritten() {
        assertThat(PortText.ports("port", "9000, 8000-8002,8001")).containsExactly(9000, 8000, 8001, 8002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8010-8001", "8001,,8002", "none,8001", "-1", "8001-8002-8003", "any"})
    void refusesWhatIsNoFallback(String text) {
        assertRefused(
                () -> PortText.fallback("fallbackPorts", text),
                "fallbackPorts" + shown(text)
                        + " must be ports from 1 to 65535 or ascending ranges such as 8001-8010, separated by"
                        + " commas; or 0 for any free port; or none.");
    }

    @Test
    void readsFallbacks() {
        assertThat(PortText.fallback("f", "8001-8010,9000"))
                .isEqualTo(new FallbackPorts(List.of(new PortRange(8001, 8010), new PortRange(9000, 9000)), false));
        assertThat(PortText.fallback("f", "0")).isEqualTo(new FallbackPorts(List.of(), true));
        assertThat(PortText.fallback("f", "9000, 0")).hasToString("9000,0");
        assertThat(PortText.fallback("f", " none ")).isEqualTo(FallbackPorts.NONE);
    }
}
