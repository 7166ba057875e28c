package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which phases skipTests and the like skip a goal. */
class TestPhasesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pre-integration-test",
                "integration-test",
                "post-integration-test",
                "verify",
                "before:integration-test",
                "after:integration-test",
                "before:integration-test[100]",
                "before:verify",
                "after:verify"
            })
    void thoseOfIntegrationTests(String phase) {
        assertThat(TestPhases.contain(Optional.of(phase))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "generate-sources",
                "process-test-classes",
                "test",
                "package",
                "after:package",
                "install",
                "after:sources",
                "pre-clean",
                "my-verify"
            })
    void noOthers(String phase) {
        assertThat(TestPhases.contain(Optional.of(phase))).isFalse();
    }

    @Test
    void noneWhereAGoalIsTyped() {
        assertThat(TestPhases.contain(Optional.empty())).isFalse();
    }
}
