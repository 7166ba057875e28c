package dev.portman.health;

import java.time.Duration;

/** How long to pause between two looks: short at first, when most servers become ready, longer for those that need their time. */
final class PollPace {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration EARLY_CAP = Duration.ofMillis(5);
    private static final Duration LATE_CAP = Duration.ofMillis(20);
    private static final Duration EARLY = Duration.ofSeconds(2);

    private Duration next = SHORTEST;

    /** The pause before the next look. */
    Duration next(Duration elapsed) {
        Duration cap = elapsed.compareTo(EARLY) < 0 ? EARLY_CAP : LATE_CAP;
        Duration now = next.compareTo(cap) > 0 ? cap : next;
        next = now.multipliedBy(3).dividedBy(2);
        return now;
    }
}
