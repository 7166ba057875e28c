package dev.portman.procfs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Small questions about one process, each answered from one file of /proc; a process that is gone answers "unknown". */
public final class ProcFiles {

    private static final String DELETED = " (deleted)";
    private static final byte[] SECCOMP = {'\n', 'S', 'e', 'c', 'c', 'o', 'm', 'p', ':'};
    private static final byte[] PID_NUMBERS = {'\n', 'N', 'S', 'p', 'i', 'd', ':'};
    private static final byte[] CAPABILITIES = {'\n', 'C', 'a', 'p', 'E', 'f', 'f', ':'};
    /** CAP_SYS_PTRACE of the kernel's include/uapi/linux/capability.h. */
    private static final int SYS_PTRACE = 19;

    private static final byte[] UID = {'\n', 'U', 'i', 'd', ':'};
    private static final int STATUS_LENGTH = 2048;
    private static final int ARGUMENTS_LENGTH = 1024;
    private static final int ENVIRONMENT_LENGTH = 8192;

    /** Read once: a process does not outlive the boot. */
    private static volatile String bootId = "";

    private ProcFiles() {}

    /** Every pid that we may see, newest first as far as numbers tell; empty if /proc cannot be read. */
    public static long[] pids() {
        String[] names = new File("/proc").list();
        if (names == null) {
            return new long[0];
        }
        long[] pids = new long[names.length];
        int count = 0;
        for (String name : names) {
            if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                pids[count++] = Long.parseLong(name);
            }
        }
        Arrays.sort(pids, 0, count);
        long[] descending = new long[count];
        for (int i = 0; i < count; i++) {
            descending[i] = pids[count - 1 - i];
        }
        return descending;
    }

    /** The effective user; empty if the process is gone. The owner of {@code /proc/PID} may be root instead, proc(5). */
    public static OptionalLong uid(long pid) {
        long[] users = users(pid);
        return users.length == 0 ? OptionalLong.empty() : OptionalLong.of(users[1]);
    }

    /** Whether the real user, who started it, is the effective one; false for a set-user-ID program of somebody else, and if it is gone. */
    public static boolean isOfOneUser(long pid) {
        long[] users = users(pid);
        return users.length > 0 && users[0] == users[1];
    }

    /** The real and the effective user; nothing if the process is gone. */
    private static long[] users(long pid) {
        byte[] status = ProcBytes.readOrNothing(ProcBytes.path(pid, "/status"), STATUS_LENGTH);
        int line = ProcBytes.indexOf(status, UID, 0);
        if (line < 0) {
            return new long[0];
        }
        int first = ProcBytes.skipBlanks(status, line + UID.length);
        long real = ProcBytes.number(status, first);
        long effective =
                ProcBytes.number(status, ProcBytes.skipBlanks(status, ProcBytes.indexOrEnd(status, '\t', first)));
        return real < 0 || effective < 0 ? new long[0] : new long[] {real, effective};
    }

    /** The file it runs, even if deleted since; empty if the process is gone, foreign, or a part of the kernel. */
    public static Optional<Path> executable(long pid) {
        Optional<Path> link = link(pid, "/exe");
        return link.isPresent() ? withoutDeleted(link.get()) : link;
    }

    /**
     * argv as the process shows it; empty if unreadable or gone. Empty words at the end are dropped: programs that rewrite
     * their title leave thousands.
     */
    public static List<String> commandLine(long pid) {
        byte[] data = ProcBytes.readOrNothing(ProcBytes.path(pid, "/cmdline"), ARGUMENTS_LENGTH);
        int end = data.length;
        while (end > 0 && data[end - 1] == 0) {
            end--;
        }
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < end) {
            int to = Math.min(end, ProcBytes.indexOrEnd(data, '\0', from));
            words.add(new String(data, from, to - from, StandardCharsets.UTF_8));
            from = to + 1;
        }
        return List.copyOf(words);
    }

    /** Its working directory; empty if unreadable or gone. */
    public static Optional<Path> workingDirectory(long pid) {
        Optional<Path> link = link(pid, "/cwd");
        return link.isPresent() ? withoutDeleted(link.get()) : link;
    }

    /**
     * A variable of the environment with which the process was started (execve(2)); empty if it is absent <em>or</em>
     * unreadable, or the program has overwritten that memory: absence proves nothing.
     */
    public static Optional<String> environmentValue(long pid, String name) {
        byte[] data = ProcBytes.readOrNothing(ProcBytes.path(pid, "/environ"), ENVIRONMENT_LENGTH);
        byte[] key = name.concat("=").getBytes(StandardCharsets.UTF_8);
        int at = ProcBytes.indexOf(data, key, 0);
        while (at > 0 && data[at - 1] != 0) {
            at = ProcBytes.indexOf(data, key, at + 1);
        }
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + key.length;
        int to = ProcBytes.indexOrEnd(data, '\0', from);
        return Optional.of(new String(data, from, to - from, StandardCharsets.UTF_8));
    }

    /** Whether its environment begins as one does, with {@code NAME=}; false also if it is empty, unreadable, or the process is gone. */
    public static boolean hasEnvironment(long pid) {
        byte[] data = ProcBytes.readOrNothing(ProcBytes.path(pid, "/environ"), ENVIRONMENT_LENGTH);
        int end = ProcBytes.indexOrEnd(data, '=', 0);
        for (int i = 0; i < end; i++) {
            boolean isName = data[i] == '_' || Character.isLetterOrDigit(data[i] & 0x7f);
            if (!isName || data[i] < 0) {
                return false;
            }
        }
        return end > 0 && end < data.length;
    }

    /**
     * In which pid and time namespace its pid and start ticks mean something, as {@code pid:[N] time:[N]}; without the second
     * part on kernels that have no time namespaces (before 5.6). Empty text if unreadable or gone.
     */
    public static String namespaces(long pid) {
        Optional<Path> numbers = link(pid, "/ns/pid");
        Optional<Path> time = link(pid, "/ns/time");
        if (numbers.isEmpty() || (time.isEmpty() && new File("/proc/self/ns/time").exists())) {
            return isHiddenBesideUs(pid) ? namespaces(ProcStat.ownPid()) : "";
        }
        String text = numbers.get().toString();
        return time.isEmpty() ? text : text.concat(" ").concat(time.get().toString());
    }

    /**
     * Whether a process of another user, whose links we may not read, lives where we do: {@code NSpid} of proc(5) has one number for each
     * pid namespace from that of /proc inwards, so that one number alone, its own as well as ours, names the same namespace. Start ticks are
     * told in the time namespace of whoever reads them.
     */
    private static boolean isHiddenBesideUs(long pid) {
        long own = ProcStat.ownPid();
        return pid != own
                && new File(ProcBytes.path(pid, "/status")).exists()
                && hasOneNumber(pid)
                && hasOneNumber(own);
    }

    static boolean hasOneNumber(long pid) {
        byte[] status = ProcBytes.readOrNothing(ProcBytes.path(pid, "/status"), STATUS_LENGTH);
        int line = ProcBytes.indexOf(status, PID_NUMBERS, 0);
        if (line < 0) {
            return false;
        }
        int number = ProcBytes.skipBlanks(status, line + PID_NUMBERS.length);
        int end = number;
        while (end < status.length && status[end] >= '0' && status[end] <= '9') {
            end++;
        }
        return end > number && end < status.length && status[end] == '\n';
    }

    /** What a process is called in the innermost of its pid namespaces; -1 if unreadable or gone. */
    static long innermostNumber(long pid) {
        byte[] status = ProcBytes.readOrNothing(ProcBytes.path(pid, "/status"), STATUS_LENGTH);
        int line = ProcBytes.indexOf(status, PID_NUMBERS, 0);
        if (line < 0) {
            return -1;
        }
        int at = ProcBytes.indexOrEnd(status, '\n', line + 1);
        while (status[at - 1] >= '0' && status[at - 1] <= '9') {
            at--;
        }
        return ProcBytes.number(status, at);
    }

    /** The network namespace in which the ports of a process are, as {@code net:[N]}; empty if unreadable or gone. */
    public static Optional<String> network(long pid) {
        Optional<Path> network = link(pid, "/ns/net");
        return network.isPresent() ? Optional.of(network.get().toString()) : Optional.empty();
    }

    /** Whether it lives in our mount namespace and under our root, proc(5): a path means the same there; false if unreadable or gone. */
    public static boolean sharesFiles(long pid) {
        Optional<Path> mounts = link(pid, "/ns/mnt");
        if (mounts.isEmpty() || !mounts.equals(link(ProcStat.ownPid(), "/ns/mnt"))) {
            return false;
        }
        try {
            return Files.isSameFile(Path.of(ProcBytes.path(pid, "/root")), Path.of("/"));
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }

    /** The control group to which the service manager assigned it; empty if unreadable, gone, or the system has none. */
    public static Optional<String> ownCgroup(long pid) {
        return CgroupLines.own(ProcBytes.readOrNothing(ProcBytes.path(pid, "/cgroup"), ARGUMENTS_LENGTH));
    }

    /** What tells this boot of the machine from every other; empty text if unreadable. */
    public static String bootId() {
        if (bootId.isEmpty()) {
            byte[] data = ProcBytes.readOrNothing("/proc/sys/kernel/random/boot_id", 64);
            bootId = new String(data, 0, ProcBytes.indexOrEnd(data, '\n', 0), StandardCharsets.US_ASCII);
        }
        return bootId;
    }

    /**
     * When it started by the wall clock, to 10 ms; for messages only, since it moves when the clock is set. Empty if the time
     * of boot cannot be read.
     */
    public static Optional<Instant> startedAt(ProcStat stat) {
        return BootTime.plusTicks(stat.startTicks());
    }

    /** Whether this process, though root, lacks CAP_SYS_PTRACE, as in most containers: what other users hold is hidden from it. */
    public static boolean isRootWithoutPtrace() {
        byte[] status = ProcBytes.readOrNothing("/proc/self/status", STATUS_LENGTH);
        int line = ProcBytes.indexOf(status, CAPABILITIES, 0);
        if (line < 0 || uid(ProcStat.ownPid()).orElse(-1) != 0) {
            return false;
        }
        int digit = ProcBytes.indexOrEnd(status, '\n', line + 1) - 1 - SYS_PTRACE / 4;
        return (Character.digit(status[digit], 16) & (1 << SYS_PTRACE % 4)) == 0;
    }

    /** Whether the system calls of this process are filtered, seccomp(2); false also where that cannot be read. */
    public static boolean isFiltered() {
        byte[] status = ProcBytes.readOrNothing("/proc/self/status", STATUS_LENGTH);
        int line = ProcBytes.indexOf(status, SECCOMP, 0);
        return line >= 0 && ProcBytes.number(status, ProcBytes.skipBlanks(status, line + SECCOMP.length)) > 0;
    }

    /** Clock ticks since boot, in the unit and the namespace of {@link ProcStat#startTicks()}; 0 if unreadable. */
    public static long nowTicks() {
        byte[] uptime = ProcBytes.readOrNothing("/proc/uptime", 64);
        int point = ProcBytes.indexOrEnd(uptime, '.', 0);
        long seconds = ProcBytes.number(uptime, 0);
        long hundredths = ProcBytes.number(uptime, point + 1);
        // proc(5) shows two digits behind the point, and USER_HZ is 100 on every architecture that runs Java.
        return seconds < 0 || hundredths < 0 ? 0 : seconds * 100 + hundredths;
    }

    /** Whether this system has a /proc that answers the questions of this package. */
    public static boolean isAvailable() {
        return new File("/proc/self/stat").canRead() && new File("/proc/net/tcp").canRead();
    }

    static Optional<Path> link(long pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(ProcBytes.path(pid, name))));
        } catch (IOException goneOrForbidden) {
            // Both end in "unknown", as the methods' contracts say.
            return Optional.empty();
        }
    }

    private static Optional<Path> withoutDeleted(Path path) {
        String text = path.toString();
        if (!text.endsWith(DELETED)) {
            return Optional.of(path);
        }
        try {
            return Optional.of(Path.of(text.substring(0, text.length() - DELETED.length())));
        } catch (InvalidPathException notInThisLocale) {
            // Under LC_ALL=C a name outside ASCII cannot be spelled again; unknown is the honest answer.
            return Optional.empty();
        }
    }
}
