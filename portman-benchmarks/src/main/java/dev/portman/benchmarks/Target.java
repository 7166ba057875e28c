package dev.portman.benchmarks;

/**
 * What portman wants to reach, and what was measured.
 *
 * @param path what is measured
 * @param limit the most it may be
 * @param measured what it is
 * @param unit of both
 * @param rest where the rest goes, should it be more
 */
record Target(String path, double limit, double measured, String unit, String rest) {

    /** The rows that {@link Page} also shows at its top begin so. */
    static final String MARK = "| **";

    static final String HEAD = "| path | target | measured | |\n|---|---:|---:|---|\n";

    /** A row of the table of targets. */
    String row() {
        boolean met = measured <= limit;
        return MARK + path + "** | ≤ " + plain(limit) + " " + unit + " | " + Samples.number(measured) + " " + unit
                + " | " + (measured < 0 ? "in the noise" : met ? "met" : "missed: " + rest) + " |\n";
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
