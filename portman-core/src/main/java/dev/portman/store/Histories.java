package dev.portman.store;

import dev.portman.json.Json;
import dev.portman.json.JsonWriter;
import dev.portman.model.PortRange;
import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import dev.portman.model.StartHistory;
import dev.portman.model.StartTimes;
import dev.portman.model.UtcTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long the starts of each server took: nice to know, and never in the way of a start. */
public final class Histories {

    private static final String SUFFIX = ".history";
    private static final int SCHEMA = 1;
    private static final int MOST_STARTS = 50;
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();
    private static final String[] TIMES = {
        "startedAt", "port", "freedMillis", "launchedMillis", "openMillis", "readyMillis"
    };

    private final Path folder;

    /** The histories in a folder that is proven to be ours. */
    public Histories(StateFolder folder) {
        this.folder = folder.machine();
    }

    /** The history of a server; an empty one if there is none, or none that can be read. */
    public StartHistory of(ServerKey key) {
        return read(file(key)).filter(it -> it.key().equals(key)).orElse(new StartHistory(key, List.of()));
    }

    /** Every history that can be read, in no special order. */
    public List<StartHistory> all() {
        List<StartHistory> histories = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*" + SUFFIX)) {
            files.forEach(file -> read(file).ifPresent(histories::add));
        } catch (DirectoryIteratorException | IOException unreadable) {
            return List.copyOf(histories);
        }
        return histories;
    }

    /**
     * Adds a start; the oldest of many is given up.
     *
     * @param before as it was read before this start; a server is started by one at a time
     * @return what went wrong, as a sentence; empty if nothing did
     */
    public Optional<String> add(StartHistory before, StartTimes start) {
        ServerKey key = before.key();
        List<StartTimes> starts = new ArrayList<>(before.starts());
        starts.add(start);
        StartHistory kept =
                new StartHistory(key, starts.subList(Math.max(0, starts.size() - MOST_STARTS), starts.size()));
        try {
            byte[] text = (write(kept) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(file(key), text, AtomicFile.Safety.WHOLE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The history of " + key.name() + " could not be kept: " + Causes.of(e) + ".");
        }
    }

    /**
     * Forgets the history of a server; nothing to forget is success.
     *
     * @return what went wrong, as a sentence; empty if nothing did
     */
    public Optional<String> forget(ServerKey key) {
        try {
            Files.deleteIfExists(file(key));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The history of " + key.name() + " could not be removed: " + Causes.of(e) + ".");
        }
    }

    private Path file(ServerKey key) {
        Path record = RecordName.of(key, folder);
        return record.resolveSibling(record.getFileName().toString().replaceFirst("\\.json$", SUFFIX));
    }

    /** What cannot be believed is moved aside, so that it is looked at once only. */
    private static Optional<StartHistory> read(Path file) {
        try {
            return Optional.of(read(ServerRecordJson.parse(SmallFile.read(file))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (Unbelievable e) {
            RecordName.moveAside(file);
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static StartHistory read(Json body) throws Unbelievable {
        Fields fields = new Fields(ServerRecordJson.withSide(body), "schema", "directory", "name", "side", "starts");
        fields.number("schema", SCHEMA, SCHEMA);
        List<StartTimes> starts = new ArrayList<>();
        for (Json node : fields.array("starts")) {
            Fields times = new Fields(node, TIMES);
            starts.add(new StartTimes(
                    times.instant("startedAt"),
                    (int) times.number("port", 0, PortRange.MAX_PORT),
                    millis(times, "freedMillis"),
                    millis(times, "launchedMillis"),
                    millis(times, "openMillis"),
                    millis(times, "readyMillis")));
        }
        return new StartHistory(
                new ServerKey(fields.path("directory"), fields.text("name"), fields.word("side", Side.values())),
                starts);
    }

    private static Duration millis(Fields fields, String name) throws Unbelievable {
        return Duration.ofMillis(fields.number(name, 0, LONGEST_MILLIS));
    }

    private static String write(StartHistory history) {
        JsonWriter body = JsonWriter.compact()
                .put("schema", SCHEMA)
                .put("directory", history.key().directory().toString())
                .put("name", history.key().name())
                .put("side", history.key().side().word())
                .array("starts");
        for (StartTimes start : history.starts()) {
            body.object()
                    .put("startedAt", UtcTime.text(start.startedAt()))
                    .put("port", start.port())
                    .put("freedMillis", start.freed().toMillis())
                    .put("launchedMillis", start.launched().toMillis())
                    .put("openMillis", start.open().toMillis())
                    .put("readyMillis", start.ready().toMillis())
                    .end();
        }
        return body.endArray().end().toString();
    }
}
