package dev.portman.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.InvalidInputException;
import org.junit.jupiter.api.Test;

/** How many ports one call may free. */
class KillLimitTest {

    @Test
    void aHundredPortsAreFine() {
        assertThatCode(() -> KillLimit.check("PORT", 100, "--all-in-range")).doesNotThrowAnyException();
    }

    @Test
    void moreNeedAWordThatSaysSo() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> KillLimit.check("portman.port", 101, "-Dportman.allInRange"))
                .withMessage(
                        "portman.port names 101 ports; to kill on more than 100 at once, add -Dportman.allInRange.")
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2));
    }
}
