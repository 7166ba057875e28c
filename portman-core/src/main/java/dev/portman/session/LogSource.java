package dev.portman.session;

import dev.portman.Portman;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the output of one server stands.
 *
 * @param server its name
 * @param file its log; may be missing as long as it was never started
 */
public record LogSource(String server, Path file) {

    /** The same under another name of the server. */
    public LogSource as(String name) {
        return new LogSource(name, file);
    }

    /** The log that the next start of this server writes. */
    static LogSource next(ServerSpec spec, Portman portman) {
        return new LogSource(spec.name(), portman.nextLog(spec));
    }

    /** What runs tells where its log is; what does not run is looked up in its description, and left out without one. */
    public static List<LogSource> of(List<ServerStatus> statuses, List<ServerSpec> described, Portman portman) {
        Map<ServerKey, ServerSpec> known = new LinkedHashMap<>();
        described.forEach(it -> known.put(it.key(), it));
        return statuses.stream()
                .flatMap(it -> it
                        .record()
                        .map(LogSource::of)
                        .or(() -> Optional.ofNullable(known.get(it.key()))
                                .map(spec -> new LogSource(spec.name(), portman.lastLog(spec))))
                        .stream())
                .toList();
    }

    private static LogSource of(ServerRecord record) {
        return new LogSource(record.key().name(), record.logFile());
    }
}
