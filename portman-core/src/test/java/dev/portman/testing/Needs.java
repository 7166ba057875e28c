package dev.portman.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a test needs of the machine. Where it is missing the test is skipped with a reason; under {@code PORTMAN_REQUIRE_ALL=1}, as in CI,
 * it fails, so that nothing is left untested without anybody noticing.
 */
public final class Needs {

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private Needs() {}

    /** To become another user, or to make a namespace. */
    public static void root() {
        that("root".equals(System.getProperty("user.name")), "root's rights");
    }

    /** A program of the system; returns where it is. */
    public static Path tool(String name) {
        List<Path> found = FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .toList();
        that(!found.isEmpty(), "the program " + name);
        return found.get(0);
    }

    /** Anything else, in words that complete "this machine does not offer". */
    public static void that(boolean offered, String what) {
        if (offered) {
            return;
        }
        String reason = "this machine does not offer " + what;
        if ("1".equals(System.getenv("PORTMAN_REQUIRE_ALL"))) {
            fail(reason);
        }
        abort(reason);
    }
}
