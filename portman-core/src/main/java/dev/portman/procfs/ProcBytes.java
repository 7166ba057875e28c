package dev.portman.procfs;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Bytes of /proc: its files have no length, vanish while they are read, and carry no promise of any encoding. */
final class ProcBytes {

    /** No file here is worth more memory: a process may choose the size of its argv and environment. */
    private static final int LIMIT = 4 << 20;

    private static final byte[] NOTHING = {};

    private ProcBytes() {}

    /** {@code /proc/PID} followed by {@code rest}; concat since {@code +} costs a cold JVM 20 ms of bootstrap. */
    static String path(long pid, String rest) {
        return "/proc/".concat(Long.toString(pid)).concat(rest);
    }

    /**
     * The whole file, up to a limit of 4 MiB.
     *
     * @param expected bytes to allow for at first
     * @throws IOException absent, forbidden, or the process ended meanwhile
     */
    static byte[] read(String path, int expected) throws IOException {
        try (FileInputStream in = new FileInputStream(path)) {
            byte[] data = new byte[expected];
            int length = 0;
            int read = in.read(data, 0, data.length);
            while (read > 0) {
                length += read;
                if (length == LIMIT) {
                    break;
                }
                if (length == data.length) {
                    data = Arrays.copyOf(data, Math.min(LIMIT, length * 2));
                }
                read = in.read(data, length, data.length - length);
            }
            return length == data.length ? data : Arrays.copyOf(data, length);
        }
    }

    /** As {@link #read}, for callers to whom a process that is gone and one that hides its file are the same. */
    static byte[] readOrNothing(String path, int expected) {
        try {
            return read(path, expected);
        } catch (IOException goneOrForbidden) {
            // Both end in "nothing known about it", which the callers' contracts name.
            return NOTHING;
        }
    }

    /** The first place of {@code wanted} at or after {@code from}, or -1. */
    static int indexOf(byte[] data, byte[] wanted, int from) {
        for (int at = from; at <= data.length - wanted.length; at++) {
            if (Arrays.equals(data, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** The first place of {@code wanted} at or after {@code from}, or the length of {@code data}. */
    static int indexOrEnd(byte[] data, char wanted, int from) {
        int at = from;
        while (at < data.length && data[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The place behind the blanks and tabs that begin at {@code from}. */
    static int skipBlanks(byte[] data, int from) {
        int at = from;
        while (at < data.length && (data[at] == ' ' || data[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** The unsigned decimal number that begins at {@code from}; -1 if there is none, or none that fits. */
    static long number(byte[] data, int from) {
        long value = 0;
        int at = from;
        while (at < data.length && data[at] >= '0' && data[at] <= '9') {
            if (value > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            }
            value = value * 10 + (data[at] - '0');
            at++;
        }
        return at == from ? -1 : value;
    }
}
