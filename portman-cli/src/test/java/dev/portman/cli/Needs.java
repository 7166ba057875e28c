package dev.portman.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;

/**
 * What a test needs of the machine. Where it is missing the test is skipped with a reason; under {@code PORTMAN_REQUIRE_ALL=1}, as in CI,
 * it fails, so that nothing is left untested without anybody noticing.
 */
final class Needs {

    private Needs() {}

    /** A command that ends with 0 where what is needed is there. */
    static void success(String... command) throws IOException, InterruptedException {
        Process tried;
        try {
            tried = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            missing(command);
            return;
        }
        if (tried.waitFor() != 0) {
            missing(command);
        }
    }

    private static void missing(String... command) {
        String reason = "this machine does not offer what makes this succeed: " + String.join(" ", List.of(command));
        if ("1".equals(System.getenv("PORTMAN_REQUIRE_ALL"))) {
            fail(reason);
        }
        abort(reason);
    }
}
