package dev.portman.store;

import dev.portman.json.JsonWriter;
import dev.portman.model.PortRange;
import dev.portman.model.PortReservation;
import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ports that processes of this user keep without a server: one small file each. What cannot be believed reserves nothing. */
public final class Reservations {

    private static final String SUFFIX = ".port";

    private final Path folder;

    /**
     * The reservations in a folder.
     *
     * @param folder proven to be ours
     */
    public Reservations(StateFolder folder) {
        this.folder = folder.path();
    }

    /**
     * Every reservation that can be believed, also of processes that have ended.
     *
     * @throws StateFolderException if looking failed
     */
    public List<PortReservation> all() {
        List<PortReservation> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw failed(folder, "listed", e);
        }
        return found;
    }

    /**
     * The reservation of a port; empty if there is none, or none that can be believed.
     *
     * @throws StateFolderException if looking failed
     */
    public Optional<PortReservation> find(int port) {
        try {
            return read(file(port));
        } catch (IOException e) {
            throw failed(file(port), "read", e);
        }
    }

    /**
     * Keeps a reservation, in place of an older one of the same port.
     *
     * @throws StateFolderException if it cannot be kept
     */
    public void save(PortReservation reservation) {
        JsonWriter body = JsonWriter.compact()
                .put("schema", ServerRecordJson.SCHEMA)
                .put("port", reservation.port())
                .object("owner");
        RecordWriter.write(reservation.owner(), body).end().end();
        try {
            AtomicFile.write(
                    file(reservation.port()),
                    body.toString().getBytes(StandardCharsets.UTF_8),
                    AtomicFile.Safety.WHOLE);
        } catch (IOException e) {
            throw failed(file(reservation.port()), "written", e);
        }
    }

    /**
     * Forgets a reservation; nothing to forget is success.
     *
     * @throws StateFolderException if it cannot be removed
     */
    public void forget(int port) {
        try {
            Files.deleteIfExists(file(port));
        } catch (IOException e) {
            throw failed(file(port), "removed", e);
        }
    }

    private Path file(int port) {
        return folder.resolve(port + SUFFIX);
    }

    private static Optional<PortReservation> read(Path file) throws IOException {
        try {
            Fields fields = new Fields(ServerRecordJson.parse(SmallFile.read(file)), "schema", "port", "owner");
            return Optional.of(new PortReservation(
                    (int) fields.number("port", 1, PortRange.MAX_PORT),
                    RecordReader.process(fields.object("owner", RecordReader.PROCESS), 1)));
        } catch (NoSuchFileException | Unbelievable releasedOrWorthless) {
            return Optional.empty();
        }
    }

    private static StateFolderException failed(Path file, String what, IOException e) {
        return new StateFolderException(
                "Reservation " + file + " cannot be " + what + ": " + Causes.of(e) + ".",
                "Check free space and permissions there, or set PORTMAN_STATE_HOME to another folder.",
                e);
    }
}
