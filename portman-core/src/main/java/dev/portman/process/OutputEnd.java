package dev.portman.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the end of what a command writes, and its pipe empty: a full one would hold it up. */
final class OutputEnd {

    private static final int MOST_BYTES = 4096;
    private static final int CHUNK = 64 * 1024;

    private byte[] end = new byte[0];

    /** Takes what is there now; never waits for more, since others may hold the pipe long after the command has ended. */
    void take(InputStream written) {
        try {
            for (int there = written.available(); there > 0; there = written.available()) {
                keep(written.readNBytes(Math.min(there, CHUNK)));
            }
        } catch (IOException closed) {
            // It has ended; what it had to say is here.
        }
    }

    String lastLine() {
        String text = new String(end, StandardCharsets.UTF_8).stripTrailing();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }

    private void keep(byte[] fresh) {
        byte[] both = Arrays.copyOf(end, end.length + fresh.length);
        System.arraycopy(fresh, 0, both, end.length, fresh.length);
        end = Arrays.copyOfRange(both, Math.max(0, both.length - MOST_BYTES), both.length);
    }
}
