package dev.portman.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test needs of the machine; where it is missing, the test is skipped and says so. */
final class Needs {

    private Needs() {}

    static void root() throws IOException {
        assumeTrue(isRoot(), "needs root");
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
