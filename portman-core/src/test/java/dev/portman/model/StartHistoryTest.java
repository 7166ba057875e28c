package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is usual, and what is clearly slower. */
class StartHistoryTest {

    private static final Duration FREED = Duration.ofSeconds(9);

    @Test
    void nothingIsUsualBeforeTheFirstStart() {
        assertThat(history().usually()).isEmpty();
        assertThat(history().isSlow(Duration.ofHours(1))).isFalse();
    }

    /** An eviction before the launch is not the server's doing. */
    @Test
    void theMedianOfTheLastTenCountsFromTheLaunch() {
        assertThat(history(9000, 100, 300).usually()).contains(Duration.ofMillis(300));
        assertThat(history(9000, 9000, 9000, 9000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
                        .usually())
                .contains(Duration.ofMillis(6));
    }

    @Test
    void slowIsTwiceTheUsualAndASecondMore() {
        assertThat(history(2000, 2000, 2000, 2000, 2000).isSlow(Duration.ofMillis(4001)))
                .isTrue();
        assertThat(history(2000, 2000, 2000, 2000, 2000).isSlow(Duration.ofSeconds(4)))
                .isFalse();
        assertThat(history(100, 100, 100, 100, 100).isSlow(Duration.ofSeconds(1)))
                .as("a second is not noticed")
                .isFalse();
        assertThat(history(2000, 2000, 2000, 2000).isSlow(Duration.ofSeconds(9)))
                .as("four starts make no habit")
                .isFalse();
    }

    private static StartHistory history(long... readyMillis) {
        return new StartHistory(
                new ServerKey(Path.of("/x"), "backend"),
                LongStream.of(readyMillis)
                        .mapToObj(it -> new StartTimes(Instant.EPOCH, 8000, FREED, FREED, FREED, FREED.plusMillis(it)))
                        .toList());
    }
}
