package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration LIMIT = Duration.ofMillis(600);

    @Test
    void endsWithTheLimitWhileOneOwnerStays() {
        assertThat(millisUntilOver("one")).isEqualTo(600);
    }

    @Test
    void beginsAnewWheneverTheLockMovesOn() {
        assertThat(millisUntilOver("one", "two", "three", "four"))
                .as("looks every 250 ms, the last move at the fourth")
                .isEqualTo(1000 + 600);
    }

    @Test
    void whoIsSeenAtTheFirstLookHasNotCome() {
        AtomicLong now = new AtomicLong();
        Patience patience = new Patience(LIMIT, () -> "one", now::get);
        now.set(LIMIT.toNanos());

        assertThat(patience.isOver()).isTrue();
    }

    /** With an owner for each look; the last one stays. */
    private static long millisUntilOver(String... owners) {
        Deque<String> left = new ArrayDeque<>(List.of(owners));
        AtomicLong now = new AtomicLong();
        Patience patience = new Patience(LIMIT, () -> left.size() > 1 ? left.pop() : left.getFirst(), now::get);
        do {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(patience.slice()));
        } while (!patience.isOver());
        return TimeUnit.NANOSECONDS.toMillis(now.get());
    }
}
