package dev.portman.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a start may go when its preferred port stays held.
 *
 * @param ranges tried in this order
 * @param any whether, after all ranges, any free port of the system will do
 */
public record FallbackPorts(List<PortRange> ranges, boolean any) {

    /** No fallback at all: the preferred port or an error. */
    public static final FallbackPorts NONE = new FallbackPorts(List.of(), false);

    private static final int DEFAULT_COUNT = 10;

    /** Copies the list. */
    public FallbackPorts {
        ranges = List.copyOf(ranges);
    }

    /** The ten ports after {@code preferred}, fewer at the end of the port space; none for port 0 (any port). */
    public static FallbackPorts defaultFor(int preferred) {
        if (preferred == 0 || preferred == PortRange.MAX_PORT) {
            return NONE;
        }
        int last = Math.min(preferred + DEFAULT_COUNT, PortRange.MAX_PORT);
        return new FallbackPorts(List.of(new PortRange(preferred + 1, last)), false);
    }

    /** All numbered candidates in the order to try, without {@link #any}. */
    public IntStream candidates() {
        return ranges.stream().flatMapToInt(PortRange::ports).distinct();
    }

    /** Whether there is nothing to fall back to. */
    public boolean isNone() {
        return ranges.isEmpty() && !any;
    }

    /** As users write it: {@code 8001-8010,9000}, {@code 0} for any, {@code none}. */
    @Override
    public String toString() {
        if (isNone()) {
            return "none";
        }
        String listed = ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
        return any ? (listed.isEmpty() ? "0" : listed + ",0") : listed;
    }
}
