package dev.portman.procfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How many TCP sockets listen or are connected, for IPv4 and IPv6: {@code inuse} in {@code /proc/net/sockstat} and
 * {@code sockstat6}. What the kernel remembers of ended connections does not count.
 */
final class SocketCounts {

    /** Where nothing is counted. */
    static final SocketCounts UNKNOWN = new SocketCounts("", "");

    private static final byte[] FOUR = "\nTCP: inuse ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIX = "TCP6: inuse ".getBytes(StandardCharsets.US_ASCII);

    private final String four;
    private final String six;

    SocketCounts(String four, String six) {
        this.four = four;
        this.six = six;
    }

    /** The two numbers at this moment, -1 where the kernel does not tell. */
    long[] read() {
        return new long[] {count(four, FOUR), count(six, SIX)};
    }

    /** Whether counting again gives the same; the kernel adds up what its processors counted, which is no single moment. */
    boolean stillAre(long[] counts) {
        return Arrays.equals(counts, read());
    }

    private static long count(String file, byte[] key) {
        if (file.isEmpty()) {
            return -1;
        }
        byte[] data = ProcBytes.readOrNothing(file, 512);
        int at = ProcBytes.indexOf(data, key, 0);
        return at < 0 ? -1 : ProcBytes.number(data, at + key.length);
    }
}
