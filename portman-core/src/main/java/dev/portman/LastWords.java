package dev.portman;

import dev.portman.log.Redactor;
import dev.portman.log.ServerLog;
import dev.portman.model.FailureCause;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.triage.Symptoms;
import dev.portman.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server wrote last, and what that tells of why it failed. */
final class LastWords {

    private static final int TAIL_LINES = 50;
    private static final int MOST_FILES = 1000;

    private final ServerSpec spec;
    private final ServerRecord record;
    private final List<String> lines;

    /** Reads them now. */
    LastWords(ServerSpec spec, ServerRecord record) {
        this.spec = spec;
        this.record = record;
        this.lines = ServerLog.tail(record.logFile(), TAIL_LINES, redactor());
    }

    /** Oldest first, without secrets. */
    List<String> lines() {
        return lines;
    }

    /** A text without the secrets of this server. */
    String redacted(String text) {
        return redactor().redact(text);
    }

    /** Why it failed, where that is recognised. */
    Optional<FailureCause> cause(Optional<Integer> exitCode) {
        return Triage.of(new Symptoms(lines, exitCode, record.assigned().port(), files()));
    }

    private Redactor redactor() {
        return Redactor.forEnvironment(System.getenv(), spec.command().variables())
                .and(spec.secrets());
    }

    /** What lies beside the server tells which tool installs what it misses. */
    private Set<String> files() {
        try (Stream<Path> files = Files.list(spec.command().workingDirectory())) {
            return files.limit(MOST_FILES)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            return Set.of();
        }
    }
}
