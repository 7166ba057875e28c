package dev.portman.model;

import java.util.stream.IntStream;

/**
 * An ordered, inclusive range of ports.
 *
 * @param first the lowest port, 1 to 65535
 * @param last the highest port, not below {@code first}
 */
public record PortRange(int first, int last) {

    /** The highest TCP port there is. */
    public static final int MAX_PORT = 65_535;

    /** Refuses what is no range of ports; user input is checked, with a better message, before it gets here. */
    public PortRange {
        if (first < 1 || last > MAX_PORT || first > last) {
            throw new IllegalArgumentException("no range of ports: " + first + "-" + last);
        }
    }

    /** The ports in ascending order. */
    public IntStream ports() {
        return IntStream.rangeClosed(first, last);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
