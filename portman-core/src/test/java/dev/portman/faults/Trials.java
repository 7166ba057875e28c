package dev.portman.faults;

/** How often a fault is provoked: a few times in every build, as often as the figures need by {@code make faults}. */
final class Trials {

    private Trials() {}

    /** The number of trials of this run; {@code -Dportman.faults.most} shortens a full one. */
    static int of(int quick, int full) {
        return isFull() ? Math.min(full, Integer.getInteger("portman.faults.most", full)) : quick;
    }

    /** Whether the figures are to be published. */
    static boolean isFull() {
        return "full".equals(System.getProperty("portman.faults"));
    }
}
