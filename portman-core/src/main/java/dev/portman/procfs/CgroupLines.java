package dev.portman.procfs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Picks from {@code /proc/PID/cgroup} the one hierarchy in which the service manager sorts processes, cgroups(7). */
final class CgroupLines {

    private static final byte[] UNIFIED = {'0', ':', ':'};
    private static final byte[] SYSTEMD = ":name=systemd:".getBytes(StandardCharsets.US_ASCII);
    private static final String ROOT = "/";

    private CgroupLines() {}

    static Optional<String> own(byte[] lines) {
        Optional<String> unified = Optional.empty();
        Optional<String> systemd = Optional.empty();
        int from = 0;
        while (from < lines.length) {
            int end = ProcBytes.indexOrEnd(lines, '\n', from);
            if (ProcBytes.indexOf(lines, UNIFIED, from) == from) {
                unified = Optional.of(text(lines, from + UNIFIED.length, end));
            }
            int named = ProcBytes.indexOf(lines, SYSTEMD, from);
            if (named >= 0 && named < end && ProcBytes.indexOrEnd(lines, ':', from) == named) {
                systemd = Optional.of(text(lines, named + SYSTEMD.length, end));
            }
            from = end + 1;
        }
        // Hybrid systems have both lines, and the unified one may be left at the root.
        return systemd.isPresent() && ROOT.equals(unified.orElse(ROOT)) ? systemd : unified;
    }

    private static String text(byte[] lines, int from, int end) {
        return new String(lines, from, end - from, StandardCharsets.UTF_8);
    }
}
