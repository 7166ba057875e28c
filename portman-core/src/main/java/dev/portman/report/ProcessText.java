package dev.portman.report;

import dev.portman.model.PortHolder;
import dev.portman.model.Printable;
import dev.portman.model.ProcessDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

/** Processes in words: what people need to recognise one, as far as it is known. */
final class ProcessText {

    private final Clock clock;
    private final Path home;

    /** Words for somebody whose home is written {@code ~}, at the time that the clock shows. */
    ProcessText(Clock clock, Path home) {
        this.clock = clock;
        this.home = home;
    }

    static ProcessText ofThisUser() {
        return new ProcessText(Clock.system(offsetOfNow()), Path.of(System.getProperty("user.home", "/")));
    }

    /**
     * Not the zone: its rules take a JVM 10 ms and more to read, and would show another hour only for what began today before the clocks were
     * changed today.
     */
    private static ZoneOffset offsetOfNow() {
        return ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(System.currentTimeMillis()) / 1000);
    }

    Clock clock() {
        return clock;
    }

    /** {@code pid 77 (sshd)}. */
    static String brief(PortHolder holder) {
        return "pid " + holder.pid() + " (" + name(holder.description()) + ")";
    }

    /** {@code pid 4242 (python3, user anna, since 14:02, in ~/old)}. */
    String facts(PortHolder holder) {
        ProcessDescription known = holder.description();
        List<String> facts = new ArrayList<>(List.of(name(known)));
        if (!known.user().isEmpty()) {
            facts.add("user " + Printable.escape(known.user()));
        }
        known.startedAt().ifPresent(it -> facts.add("since " + TimeText.moment(it, clock)));
        known.directory().ifPresent(it -> facts.add("in " + path(it)));
        return "pid " + holder.pid() + " (" + String.join(", ", facts) + ")";
    }

    /** The facts, and what it was called with. */
    String whole(PortHolder holder) {
        String command = CommandText.beyondName(
                holder.description().name(), holder.description().commandLine());
        return facts(holder) + (command.isEmpty() ? "" : ": " + command);
    }

    /** A path, the home folder as {@code ~}. */
    String path(Path path) {
        if (path.equals(home)) {
            return "~";
        }
        boolean inside = path.startsWith(home) && home.getNameCount() > 0;
        return Printable.escape(inside ? "~/" + home.relativize(path) : path.toString());
    }

    private static String name(ProcessDescription known) {
        return Printable.escape(known.name());
    }
}
