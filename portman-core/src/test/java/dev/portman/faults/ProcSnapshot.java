package dev.portman.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All processes and listening sockets at one moment, read from /proc without any class of portman: it is portman that is watched.
 *
 * @param processes by pid, those that are gone but not reaped among them
 * @param listeners of both families
 */
record ProcSnapshot(Map<Long, Entry> processes, List<Listener> listeners) {

    /**
     * A process, see proc(5).
     *
     * @param start in ticks since the boot: with the pid it names one process
     */
    record Entry(long pid, char state, long parent, long start) {

        /** Dead, with a parent that has not looked yet. */
        boolean isGone() {
            return state == 'Z' || state == 'X';
        }

        /** Its soft limit on resident memory now, which has no effect (getrlimit(2)) and is inherited by whatever it starts. */
        String label() {
            Matcher label = LABEL.matcher(text(Path.of("/proc/" + pid + "/limits")));
            return label.find() ? label.group(1) : "";
        }

        /** For messages. */
        String described() {
            return pid + " ("
                    + text(Path.of("/proc/" + pid + "/cmdline"))
                            .replace('\0', ' ')
                            .strip() + ")";
        }
    }

    /**
     * A socket that accepts connections.
     *
     * @param inode names it for good
     */
    record Listener(int port, long inode) {}

    private static final Pattern STAT = Pattern.compile("(?s)^(\\d+) \\(.*\\) (\\S) (\\d+)(?: \\S+){17} (\\d+) .*");
    private static final Pattern LABEL = Pattern.compile("(?m)^Max resident set +(\\S+)");
    private static final Pattern LISTENING =
            Pattern.compile("(?m)^ *\\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F:]+ 0A(?: +\\S+){5} +(\\d+)");

    /** A look. */
    static ProcSnapshot now() {
        Map<Long, Entry> processes = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                entry(folder).ifPresent(it -> processes.put(it.pid(), it));
            }
        } catch (IOException e) {
            throw new IllegalStateException("no /proc", e);
        }
        List<Listener> listeners = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            Matcher line = LISTENING.matcher(text(Path.of("/proc/net", table)));
            while (line.find()) {
                listeners.add(new Listener(Integer.parseInt(line.group(1), 16), Long.parseLong(line.group(2))));
            }
        }
        return new ProcSnapshot(processes, listeners);
    }

    /** Whether that very process is there and not dead. */
    boolean hasAlive(Entry process) {
        return Optional.ofNullable(processes.get(process.pid()))
                .filter(now -> now.start() == process.start() && !now.isGone())
                .isPresent();
    }

    /** Whether a process is another one or descends from it, as long as those in between live. */
    boolean isOfFamily(Entry process, long ancestor) {
        Optional<Entry> step = Optional.of(process);
        while (step.isPresent() && step.get().pid() != ancestor) {
            step = Optional.ofNullable(processes.get(step.get().parent()));
        }
        return step.isPresent();
    }

    /** One process now; empty if there is none. */
    static Optional<Entry> of(long pid) {
        return entry(Path.of("/proc/" + pid));
    }

    /** Empty for one that has just ended. */
    private static Optional<Entry> entry(Path folder) {
        Matcher stat = STAT.matcher(text(folder.resolve("stat")));
        return stat.matches()
                ? Optional.of(new Entry(
                        Long.parseLong(stat.group(1)),
                        stat.group(2).charAt(0),
                        Long.parseLong(stat.group(3)),
                        Long.parseLong(stat.group(4))))
                : Optional.empty();
    }

    /** Of a file; empty if its process has ended or is not ours to read. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
