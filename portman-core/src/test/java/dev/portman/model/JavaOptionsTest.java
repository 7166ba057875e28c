package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaOptionsTest {

    @Test
    void whatIsSetAsideCanBeGivenBack() {
        Map<String, String> user = Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "_JAVA_OPTIONS", "", "JAVA_HOME", "/java");
        Map<String, String> ours = new LinkedHashMap<>(user);

        JavaOptions.setAside(ours);

        assertThat(ours)
                .containsOnly(
                        entry("PORTMAN_SAVED_JAVA_TOOL_OPTIONS", "-Xmx1g"),
                        entry("PORTMAN_SAVED__JAVA_OPTIONS", ""),
                        entry("JAVA_HOME", "/java"));
        assertThat(JavaOptions.values(ours)).containsExactly("-Xmx1g", "", "");
        assertThat(JavaOptions.ofUser(ours)).isEqualTo(user);
        assertThat(JavaOptions.ofUser(user)).isEqualTo(user);
    }

    @Test
    void systemPropertiesAreReadAsTheJvmReadsThem() {
        Map<String, String> saved = Map.of(
                "PORTMAN_SAVED_JAVA_TOOL_OPTIONS", " -Da=1 '-Db=x y'  -Dc=\"it's\" -XX:+UseZGC -Dempty -D=none ",
                "PORTMAN_SAVED_JDK_JAVA_OPTIONS", "-javaagent:x=-Dno=1 -Da=2",
                "PORTMAN_SAVED__JAVA_OPTIONS", "-De=");

        assertThat(JavaOptions.savedProperties(saved))
                .containsExactly(entry("a", "2"), entry("b", "x y"), entry("c", "it's"), entry("e", ""));
        assertThat(JavaOptions.savedProperties(Map.of("JAVA_TOOL_OPTIONS", "-Da=1")))
                .isEmpty();
    }
}
