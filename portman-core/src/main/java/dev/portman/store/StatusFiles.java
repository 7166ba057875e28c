package dev.portman.store;

import dev.portman.model.ServerStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a project's logs folder shows of a server, for people, scripts and editors; never read back by us, never believed. */
public final class StatusFiles {

    private final Path folder;
    private final String name;

    private StatusFiles(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Writes {@code <name>_status.json}, {@code <name>.status} (see {@link StatusLines}) and {@code <name>.pid} (removed when the server
     * is not up) into the logs folder that the record names, each whole or not at all, mode 0600, and a {@code .gitignore} where there is
     * none. A missing folder is created for a server that is up and whose project is there, and otherwise left missing ({@code mvn clean} has
     * been there, or the project is gone).
     *
     * @param status without a record nothing is known of a folder, and nothing is written
     * @param json the same status, as the first file shows it
     * @return what went wrong, as a sentence; empty if nothing did. Nothing is thrown: a server is stopped whether or not its folder can be
     *     written
     */
    public static Optional<String> publish(ServerStatus status, String json) {
        Optional<Path> folder = status.record().map(it -> it.spec().logsDirectory());
        if (folder.isEmpty() || (!mayBeMade(folder.get(), status) && Presence.of(folder.get()) == Presence.GONE)) {
            return Optional.empty();
        }
        try {
            new StatusFiles(folder.get(), status.key().name()).write(status, json);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The status of " + status.key().name() + " could not be written to " + folder.get()
                    + ": " + Causes.of(e) + ".");
        }
    }

    /** A project that was deleted, or moved away, does not come back with its logs. */
    private static boolean mayBeMade(Path folder, ServerStatus status) {
        Path project = status.key().directory();
        return status.state().isUp() && !(folder.startsWith(project) && Presence.of(project) == Presence.GONE);
    }

    private void write(ServerStatus status, String json) throws IOException {
        LogFolders.create(folder);
        write(folder.resolve(name + "_status.json"), json.endsWith("\n") ? json : json + "\n");
        write(folder.resolve(name + StatusLines.SUFFIX), StatusLines.of(status));
        Path pidFile = folder.resolve(name + ".pid");
        if (status.pid().isPresent()) {
            write(pidFile, status.pid().get() + "\n");
        } else {
            Files.deleteIfExists(pidFile);
        }
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Safety.WHOLE);
    }
}
