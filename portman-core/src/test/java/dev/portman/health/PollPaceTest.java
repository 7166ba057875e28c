package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPaceTest {

    @Test
    void looksComeQuicklyAtFirstAndNeverMoreThan20MillisecondsApart() {
        PollPace pace = new PollPace();
        Duration elapsed = Duration.ZERO;
        Duration longest = Duration.ZERO;

        assertThat(pace.next(elapsed)).isEqualTo(Duration.ofMillis(1));
        for (int look = 0; look < 1000; look++) {
            Duration pause = pace.next(elapsed);
            assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofMillis(elapsed.toMillis() < 2000 ? 5 : 20));
            longest = pause.compareTo(longest) > 0 ? pause : longest;
            elapsed = elapsed.plus(pause);
        }
        assertThat(longest).isEqualTo(Duration.ofMillis(20));
    }
}
