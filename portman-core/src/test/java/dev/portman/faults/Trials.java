package dev.portman.faults;

/** How often a fault is provoked: a few times in every build, as often as the figures need by {@code make faults}. */
final class Trials {

    private Trials() {}

    /** The number of trials of this run. */
    static int of(int quick, int full) {
        return isFull() ? full : quick;
    }

    /** Whether the figures are to be published. */
    static boolean isFull() {
        return "full".equals(System.getProperty("portman.faults"));
    }
}
