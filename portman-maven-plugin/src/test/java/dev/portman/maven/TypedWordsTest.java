package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedWordsTest {

    private TypedWords words;

    @BeforeEach
    void describe() throws Exception {
        MojoDescriptor goal = new MojoDescriptor();
        goal.setGoal("exec");
        Parameter parameter = new Parameter();
        parameter.setName("execCommand");
        parameter.setExpression("${portman.exec.command}");
        goal.addParameter(parameter);
        words = TypedWords.of(List.of(goal));
    }

    @ParameterizedTest
    @CsvSource({
        "portman.server,portman.servers",
        "portman.onconflict,portman.onConflict",
        "portman.exec.comand,portman.exec.command",
        "portman.exec.skp,portman.exec.skip",
        "portman.alow,portman.allow"
    })
    void aTypingErrorIsToldFromWhatWasMeant(String typed, String meant) {
        assertThat(words.meant(typed)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portman.servers",
                "portman.exec.command",
                "portman.exec.skip",
                "portman.port",
                "portman.backend.port",
                "portman.app.backend.url",
                "portman.version",
                "skipTests",
                "portman."
            })
    void whatIsOursOrNoneOfOursIsFine(String typed) {
        assertThat(words.meant(typed)).isEmpty();
    }

    @Test
    void aLetterInAnotherCaseIsAnError() {
        assertThat(words.meant("portman.Servers")).contains("portman.servers");
    }
}
