package dev.portman.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Finds from the end of a file where its last lines begin, so that a log of a gigabyte costs no more than a short one. */
final class LastLines {

    private static final int CHUNK = 8 * 1024;

    private LastLines() {}

    /**
     * Where the last {@code lines} lines begin.
     *
     * @param longest a line counts as no longer than that: a file without any line end is not read to its beginning
     */
    static long start(FileChannel channel, int lines, int longest) throws IOException {
        long size = channel.size();
        long limit = Math.max(0, size - (long) lines * longest);
        long from = size;
        int ends = 0;
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (lines > 0 && from > limit) {
            long begin = Math.max(limit, from - CHUNK);
            chunk.clear().limit((int) (from - begin));
            fill(channel, chunk, begin);
            for (int i = chunk.position() - 1; i >= 0; i--) {
                boolean endsAnEarlierLine = chunk.get(i) == '\n' && begin + i < size - 1;
                if (endsAnEarlierLine && ++ends == lines) {
                    return begin + i + 1;
                }
            }
            from = begin;
        }
        return lines == 0 ? size : limit;
    }

    private static void fill(FileChannel channel, ByteBuffer chunk, long from) throws IOException {
        while (chunk.hasRemaining() && channel.read(chunk, from + chunk.position()) >= 0) {
            // until it is full or the file was cut
        }
    }
}
