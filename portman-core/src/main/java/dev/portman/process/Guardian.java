package dev.portman.process;

import dev.portman.model.JavaOptions;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerFailedException;
import dev.portman.model.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Outlives a build by as long as it takes to stop the servers that must not: a sleeping shell in a session of its own that learns of the
 * build's end by the end of a pipe, even from {@code kill -9}, and then runs the library's own reaper. Keep a reference as long as the build
 * lasts: with the last one the pipe ends too.
 */
public final class Guardian {

    private static final String SCRIPT = script();

    /**
     * The files that it needs.
     *
     * @param library for the reaper; of its own, removed at the end
     * @param output what it says; removed at the end
     * @param note where it says to the next call that it has failed
     * @param trail where it says so to whoever asks later
     */
    public record Files(Path library, Path output, Path note, Path trail) {}

    private final Process shell;

    private Guardian(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts a guardian of {@code build}, which must be this very process.
     *
     * @param build whose end is waited for
     * @param stateHome the folder that the build's portman keeps its state in
     * @param files what it needs beside, and removes
     * @throws ServerFailedException if the system refuses to start it; then nothing that depends on it may be started
     */
    public static Guardian of(ProcessIdentity build, Path stateHome, Files files) {
        List<String> words = new ArrayList<>(Launcher.sessionMaker(StopSignal.TERM));
        words.addAll(MarkSetter.unmarking(System.getenv().keySet()));
        words.addAll(List.of("/bin/sh", "-c", SCRIPT, "portman-guardian"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                files.library().toString(),
                stateHome.toString(),
                Long.toString(build.pid()),
                Long.toString(build.startTicks()),
                files.output().toString(),
                files.note().toString(),
                files.trail().toString(),
                SystemPrograms.find("rm").orElse("rm"),
                SystemPrograms.find("date").orElse("date")));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.directory(stateHome.toFile());
        // The build may itself run inside a server: whoever stops that one must not take the guardian for a part of it.
        builder.environment().remove(ProcessTable.COOKIE_VARIABLE);
        builder.environment().put(ProcessTable.GUARDIAN_VARIABLE, Long.toString(build.pid()));
        JavaOptions.setAside(builder.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.output().toFile()));
        try {
            return new Guardian(builder.start());
        } catch (IOException e) {
            throw new ServerFailedException(
                    "The guardian that stops servers at the end of the build could not be started: " + e.getMessage()
                            + ".",
                    "Use <lifetime>detached</lifetime> and stop the servers yourself.");
        }
    }

    /** Whether it still waits for the end of the build. */
    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Sends it home: every server of the build is stopped already. */
    public void dismiss() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            // Somebody ended it; nobody is left to dismiss.
            shell.destroy();
        }
    }

    /** Its process, for those who look after it. */
    public long pid() {
        return shell.pid();
    }

    private static String script() {
        URL place = Guardian.class.getResource("guardian.sh");
        if (place == null) {
            throw new IllegalStateException("guardian.sh is missing from the library");
        }
        try {
            URLConnection connection = place.openConnection();
            // The cache of the JDK would keep the jar open for as long as this JVM lives.
            connection.setUseCaches(false);
            try (InputStream text = connection.getInputStream()) {
                return new String(text.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new IllegalStateException("guardian.sh cannot be read", e);
        }
    }
}
