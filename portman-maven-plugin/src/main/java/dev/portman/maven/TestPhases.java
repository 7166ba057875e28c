package dev.portman.maven;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The phases of integration tests, where a goal heeds what skips tests; a server for code generation is none of their business. */
final class TestPhases {

    private static final Set<String> PHASES =
            Set.of("pre-integration-test", "integration-test", "post-integration-test", "verify");

    /** Maven 4: {@code before:integration-test} is its pre-integration-test, {@code verify[100]} has a priority. */
    private static final Pattern MAVEN_4 = Pattern.compile("^(?:before|at|after):|\\[.*]$");

    private TestPhases() {}

    /** Whether a goal is bound to one of them; one that is typed, or called by another goal, has no phase. */
    static boolean contain(Optional<String> phase) {
        return phase.map(it -> MAVEN_4.matcher(it).replaceAll(""))
                .filter(PHASES::contains)
                .isPresent();
    }
}
