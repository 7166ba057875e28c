package dev.portman.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What was measured of one thing, again and again: single values say nothing on a machine that does other things too.
 *
 * @param nanos in ascending order
 */
record Samples(List<Long> nanos) {

    Samples {
        nanos = nanos.stream().sorted().toList();
    }

    double median() {
        return quantile(0.5);
    }

    double quantile(double share) {
        int index = (int) Math.ceil(share * nanos.size()) - 1;
        return nanos.get(Math.max(0, index));
    }

    /** Median, and the span without the lowest and the highest tenth, in milliseconds. */
    String cells() {
        return millis(median()) + " | " + millis(quantile(0.1)) + " – " + millis(quantile(0.9));
    }

    /** Three digits that count. */
    static String millis(double nanos) {
        return number(nanos / 1e6);
    }

    static String micros(double nanos) {
        return number(nanos / 1e3);
    }

    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
