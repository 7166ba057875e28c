package dev.portman.testing;

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

    /** Skips the test, see {@link Needs}, unless we are root and have all of {@code programs}. */
    public static void assumeRootWith(Path... programs) {
        Needs.root();
        for (Path program : programs) {
            Needs.that(Files.isExecutable(program), "the program " + program);
        }
    }
}
