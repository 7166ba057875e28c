package dev.portman.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When what happened in one start that succeeded, counted from its beginning.
 *
 * @param startedAt when it began
 * @param port the one it asked for; 0 for any free one
 * @param freed when its port was its own, after all evictions
 * @param launched when its process existed
 * @param open when its port accepted for the first time
 * @param ready when all checks had passed
 */
public record StartTimes(
        Instant startedAt, int port, Duration freed, Duration launched, Duration open, Duration ready) {

    /** From the launch until it was ready: what the server itself took, whoever had to go before. */
    public Duration readyAfter() {
        return ready.minus(launched);
    }
}
