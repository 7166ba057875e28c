package dev.portman.procfs;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The limit of file locks of a process (RLIMIT_LOCKS). It has had no effect since Linux 2.4.25, getrlimit(2), but the kernel still keeps
 * it for each process, passes it on by fork(2) and execve(2), and shows it to everybody in {@code /proc/PID/limits}, proc(5).
 */
public final class LockLimit {

    /** No limit; larger than every number that can be set. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final byte[] LINE = "\nMax file locks".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WORD_UNLIMITED = "unlimited".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_LENGTH = 2048;

    private LockLimit() {}

    /**
     * The hard limit: a process without CAP_SYS_RESOURCE may lower its own, never raise it again, setrlimit(2).
     *
     * @return {@link #UNLIMITED} if there is none; empty if the process is gone or the file cannot be read
     */
    public static OptionalLong hard(long pid) {
        return parse(ProcBytes.readOrNothing(ProcBytes.path(pid, "/limits"), USUAL_LENGTH));
    }

    /** Reads the whole file; empty for anything that has no such line. */
    static OptionalLong parse(byte[] file) {
        int line = ProcBytes.indexOf(file, LINE, 0);
        if (line < 0) {
            return OptionalLong.empty();
        }
        int soft = ProcBytes.skipBlanks(file, line + LINE.length);
        int hard = ProcBytes.skipBlanks(file, ProcBytes.indexOrEnd(file, ' ', soft));
        if (ProcBytes.indexOf(file, WORD_UNLIMITED, hard) == hard) {
            return OptionalLong.of(UNLIMITED);
        }
        long value = ProcBytes.number(file, hard);
        // A number at the end of what could be read may be the beginning of a longer one.
        boolean whole = value >= 0 && ProcBytes.indexOrEnd(file, ' ', hard) < file.length;
        return whole ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
