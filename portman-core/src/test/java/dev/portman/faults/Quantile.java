package dev.portman.faults;

import java.time.Duration;
import java.util.List;

/** The value below which a share of all values lies. */
final class Quantile {

    private Quantile() {}

    static Duration of(double share, List<Duration> values) {
        List<Duration> sorted = values.stream().sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index));
    }
}
