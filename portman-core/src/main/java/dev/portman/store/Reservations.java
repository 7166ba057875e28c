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

/**
 * The ports that processes of this user keep without a server: one small file each, named by the place where the port is, so that those of other
 * places are not even seen. What cannot be believed reserves nothing.
 */
public final class Reservations {

    private static final String SUFFIX = ".port";
    private static final int SCHEMA = 1;

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
     * Every reservation of a place that can be believed, also of processes that have ended.
     *
     * @param place a text with the numbers of the namespaces that make it
     * @throws StateFolderException if looking failed
     */
    public List<PortReservation> all(String place) {
        List<PortReservation> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + end(place))) {
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
    public Optional<PortReservation> find(int port, String place) {
        try {
            return read(file(port, place));
        } catch (IOException e) {
            throw failed(file(port, place), "read", e);
        }
    }

    /**
     * Keeps a reservation, in place of an older one of the same port.
     *
     * @throws StateFolderException if it cannot be kept
     */
    public void save(PortReservation reservation, String place) {
        JsonWriter body = JsonWriter.compact()
                .put("schema", SCHEMA)
                .put("port", reservation.port())
                .object("owner");
        RecordWriter.write(reservation.owner(), body).end().end();
        try {
            AtomicFile.write(
                    file(reservation.port(), place),
                    body.toString().getBytes(StandardCharsets.UTF_8),
                    AtomicFile.Safety.WHOLE);
        } catch (IOException e) {
            throw failed(file(reservation.port(), place), "written", e);
        }
    }

    /**
     * Forgets a reservation; nothing to forget is success.
     *
     * @throws StateFolderException if it cannot be removed
     */
    public void forget(int port, String place) {
        try {
            Files.deleteIfExists(file(port, place));
        } catch (IOException e) {
            throw failed(file(port, place), "removed", e);
        }
    }

    private Path file(int port, String place) {
        return folder.resolve(port + end(place));
    }

    /** For example {@code -4026531836-4026531834-4026531840.port}. */
    private static String end(String place) {
        return place.replaceAll("\\D*(\\d+)\\D*", "-$1") + SUFFIX;
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
