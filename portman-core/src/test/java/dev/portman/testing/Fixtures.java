package dev.portman.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps the processes of one test together, so that {@code @AfterEach} can end them all, whatever happened. */
public final class Fixtures implements AutoCloseable {

    private final List<PythonProcess> started = new ArrayList<>();

    /** Starts a Python process, see {@link PythonProcess#start(String, Object...)}; it ends with {@link #close}. */
    public PythonProcess python(String code, Object... arguments) {
        return add(PythonProcess.start(code, arguments));
    }

    /** Lets {@code process} end with {@link #close}. */
    public PythonProcess add(PythonProcess process) {
        started.add(process);
        return process;
    }

    @Override
    public void close() {
        started.forEach(PythonProcess::close);
        started.clear();
    }

    /** Skips the test, loudly, unless we are root and have all of {@code programs}. */
    public static void assumeRootWith(Path... programs) {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: needs root to become another user");
        for (Path program : programs) {
            assumeTrue(Files.isExecutable(program), "skipped: no " + program);
        }
    }
}
