package dev.portman.procfs;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteOrder;

/** Walks one socket table line by line, reading no more of it than asked for, since reading is what costs. */
final class SocketReader implements Closeable {

    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int UID = 7;
    private static final int INODE = 9;

    /** What the kernel gathers for one read (seq_file); it stops earlier only where the next line has no room, or at the end. */
    private static final int PAGE = 4096;

    /** Far more room than a line needs: a page that leaves so much unused was the last. */
    private static final int ROOM = 1024;

    /** No line is shorter; one of IPv4 is exactly so long, those of IPv6 have as many more as their numbers need. */
    private static final int LINE = 150;

    /** No line is longer. */
    private static final int LONGEST = 2 * LINE;

    private final FileInputStream in;
    private final int piece;
    private final int most;
    private final byte[] buffer;
    private final int[] words = new int[INODE + 1];
    private long left;
    private int shortest = LONGEST;
    private int next;
    private int end;
    private boolean ended;
    private int port;
    private int state;
    private int addressLength;

    private SocketReader(String file, int piece, long left) throws IOException {
        this.in = new FileInputStream(file);
        this.piece = piece;
        this.left = left;
        this.most = fillsPages() ? PAGE : Math.max(piece, LONGEST);
        this.buffer = new byte[2 * most + 1024];
    }

    /** For a reader that means to stop at some line: never makes the kernel look beyond the current one. */
    static SocketReader byLine(String file) throws IOException {
        return new SocketReader(file, LINE, 0);
    }

    /** For a reader that means to stop after so many lines: by page as long as the kernel has no reason to look beyond the last of them. */
    static SocketReader byCount(String file, long lines) throws IOException {
        return new SocketReader(file, LINE, lines);
    }

    /** For a reader that wants many lines. */
    static SocketReader byPage(String file) throws IOException {
        return new SocketReader(file, PAGE, 0);
    }

    /** Goes on to the next line that can be understood; false at the end. The heading and broken lines are passed over. */
    boolean advance() throws IOException {
        while (true) {
            int to = lineEnd();
            if (to < 0) {
                return false;
            }
            int from = next;
            next = to + 1;
            if (understand(from, to)) {
                shortest = Math.min(shortest, next - from);
                left--;
                return true;
            }
        }
    }

    int port() {
        return port;
    }

    int state() {
        return state;
    }

    /** The line in full. */
    SocketLine line() {
        byte[] address = new byte[addressLength / 2];
        boolean swapped = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < address.length; i++) {
            // Each 32-bit word is printed as a number of this machine, so its bytes come reversed on most.
            int at = swapped ? i ^ 3 : i;
            address[at] = (byte) hex(words[LOCAL] + 2 * i, 2);
        }
        long uid = ProcBytes.number(buffer, words[UID]);
        long inode = ProcBytes.number(buffer, words[INODE]);
        return new SocketLine(AddressText.of(address), port, state, uid, inode);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int lineEnd() throws IOException {
        int at = next;
        while (true) {
            while (at < end) {
                if (buffer[at] == '\n') {
                    return at;
                }
                at++;
            }
            at -= makeRoom();
            int read = ended ? -1 : in.read(buffer, end, nextPiece());
            if (read <= 0) {
                return -1;
            }
            // To be told of the end costs the kernel one more walk through its whole hash of connections.
            ended = piece == PAGE && read < PAGE - ROOM;
            end += read;
        }
    }

    /** Lines are about as long as each other. With one byte too many asked for, the kernel looks for the line after. */
    private int nextPiece() {
        int expected = shortest == LONGEST ? LINE : Math.max(LINE, shortest);
        return fillsPages() ? PAGE : Math.max(1, expected - (end - next));
    }

    /** A page has room for so many of the shortest lines, and the kernel looks at one more to see that there is none for it. */
    private boolean fillsPages() {
        return piece == PAGE || left > PAGE / LINE + 1;
    }

    /** Moves the unfinished line to the front; one that outgrows the buffer is no line and is dropped. */
    private int makeRoom() {
        if (end + most <= buffer.length) {
            return 0;
        }
        int moved = next;
        if (end - next + most > buffer.length) {
            moved = end;
        }
        System.arraycopy(buffer, moved, buffer, 0, end - moved);
        end -= moved;
        next = 0;
        return moved;
    }

    private boolean understand(int from, int to) {
        if (!split(from, to)) {
            return false;
        }
        int colon = words[LOCAL];
        while (colon < to && buffer[colon] != ':') {
            colon++;
        }
        addressLength = colon - words[LOCAL];
        port = hex(colon + 1, 4);
        state = hex(words[STATE], 2);
        return (addressLength == 8 || addressLength == 32)
                && isHex(words[LOCAL], addressLength)
                && port >= 0
                && state >= 0
                && ProcBytes.number(buffer, words[UID]) >= 0
                && ProcBytes.number(buffer, words[INODE]) >= 0;
    }

    private boolean split(int from, int to) {
        int at = from;
        for (int word = 0; word < words.length; word++) {
            while (at < to && buffer[at] == ' ') {
                at++;
            }
            if (at >= to) {
                return false;
            }
            words[word] = at;
            while (at < to && buffer[at] != ' ') {
                at++;
            }
        }
        return true;
    }

    private boolean isHex(int from, int digits) {
        for (int i = from; i < from + digits; i++) {
            if (digit(buffer[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private int hex(int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < end ? digit(buffer[i]) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** Not by Character: it asks about any script, and this is asked twenty times per line. */
    private static int digit(byte letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
    }
}
