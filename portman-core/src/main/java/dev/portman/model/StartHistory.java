package dev.portman.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The starts of one server that succeeded: what it usually takes.
 *
 * @param key which server
 * @param starts the latest ones, oldest first
 */
public record StartHistory(ServerKey key, List<StartTimes> starts) {

    /** So many starts make a habit. */
    private static final int ENOUGH = 5;

    private static final int LOOKED_AT = 10;
    private static final int CLEARLY_SLOWER = 2;

    /** Less is not worth a word, whatever the factor. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    /** Copies the list. */
    public StartHistory {
        starts = List.copyOf(starts);
    }

    /** The last one; empty if there was none. */
    public Optional<StartTimes> latest() {
        return starts.isEmpty() ? Optional.empty() : Optional.of(starts.get(starts.size() - 1));
    }

    /** How long it took to become ready in the median of its last ten starts; empty if there was none. */
    public Optional<Duration> usually() {
        List<Duration> sorted = starts.subList(Math.max(0, starts.size() - LOOKED_AT), starts.size()).stream()
                .map(StartTimes::readyAfter)
                .sorted()
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    /** Whether a start that took so long is clearly slower than usual, as far as enough starts are known. */
    public boolean isSlow(Duration readyAfter) {
        return starts.size() >= ENOUGH
                && usually()
                        .filter(it -> readyAfter.compareTo(it.multipliedBy(CLEARLY_SLOWER)) > 0)
                        .filter(it -> readyAfter.minus(it).compareTo(NOTICEABLE) > 0)
                        .isPresent();
    }
}
