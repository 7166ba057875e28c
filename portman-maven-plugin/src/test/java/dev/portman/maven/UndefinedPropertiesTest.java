package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a property that is defined, and of one that is not. */
class UndefinedPropertiesTest {

    private static final Map<String, String> DEFINED = Map.of("${port}", "8000", "${strange}", "$1\\");

    private final Expressions expressions = new Expressions(it -> Optional.ofNullable(DEFINED.get(it)));

    @Test
    void fillsInWhatIsDefined() {
        assertThat(expressions.filled("java ${port} ${nope} $${port} ${strange} $$ @{port} ${"))
                .isEqualTo("java 8000 ${nope} ${port} $1\\ $$ @{port} ${");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<command>java ${jvm.flags} Server</command>|command '${jvm.flags}'",
                "<port>${nope}</port>|port '${nope}'",
                "<environmentVariables><A>1</A><B>x${b}</B></environmentVariables>|environmentVariables.B '${b}'",
                "<arguments><argument>${x}</argument></arguments>|arguments.argument '${x}'",
                "<readiness><http><path>/${x}</path></http></readiness>|readiness.http.path '${x}'",
                "<shell>true</shell><stopCommand>${x}</stopCommand>|stopCommand '${x}'",
                "<servers><server><name>app</name><port>${x}</port></server></servers>|app.port '${x}'",
                "<servers><server><shell>true</shell><command>${x}</command></server><server><command>${y}</command></server></servers>|command '${y}'"
            })
    void refusesWhatIsNotDefined(String content, String told) {
        assertThatThrownBy(() -> check(content))
                .hasMessageStartingWith(
                        told + " is a property that is not defined (pom.xml:7); define it, or write $$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<command>java ${port} $${nope}</command>",
                "<shell>true</shell><command>exec java $OPTIONS ${OPTIONS}</command>",
                "<command>sh -c 'exec java ${OPTIONS}'</command>",
                "<beforeStart>/bin/bash -ec 'echo ${X}'</beforeStart>",
                "<session>${nope}</session>",
                "<host>${typed}</host>"
            })
    void leavesTheRestAlone(String content) {
        assertThatCode(() -> check(content)).doesNotThrowAnyException();
    }

    private void check(String content) {
        UndefinedProperties.check(
                expressions, Doms.dom(content), it -> it.getName().equals("host"));
    }
}
