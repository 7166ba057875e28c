package dev.portman.store;

import dev.portman.model.Printable;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerStatus;
import java.util.Optional;

/**
 * A status as a POSIX shell can read it without running anything: one {@code key=value} per line, no quotes, nothing to evaluate, control
 * characters escaped. {@code version} comes first and is raised when a key changes its meaning; an unknown value is empty.
 */
final class StatusLines {

    /** How the names of the files end. */
    static final String SUFFIX = ".status";

    private static final int VERSION = 1;

    private final StringBuilder lines = new StringBuilder();

    private StatusLines() {}

    /** Keys: version, name, state, pid, ticks (field 22 of /proc/PID/stat), boot, port, url, started (UTC), log. */
    static String of(ServerStatus status) {
        Optional<ServerRecord> up = status.record().filter(it -> status.state().isUp());
        Optional<ProcessIdentity> leader = up.flatMap(ServerRecord::leader);
        return new StatusLines()
                .add("version", VERSION)
                .add("name", status.key().name())
                .add("state", status.state().word())
                .add("pid", leader.map(ProcessIdentity::pid))
                .add("ticks", leader.map(ProcessIdentity::startTicks))
                .add("boot", leader.map(ProcessIdentity::bootId))
                .add("port", up.map(it -> it.assigned().port()))
                .add("url", up.map(it -> it.assigned().url()))
                .add("started", up.map(it -> it.report().startedAt()))
                .add("log", status.record().map(ServerRecord::logFile))
                .lines
                .toString();
    }

    private StatusLines add(String key, Optional<?> value) {
        return add(key, value.isPresent() ? value.get() : "");
    }

    private StatusLines add(String key, Object value) {
        lines.append(key).append('=').append(Printable.escape(value.toString())).append('\n');
        return this;
    }
}
