package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.procfs.LockLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which number a launch puts on what it starts. */
class MarkTest {

    private static final int TRIES = 1000;

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, (1L << 32) + 1, 1L << 40, 1234567890123L, 1L << 62})
    void itIsOfTheUpperHalfBelowOnesOwnLimit(long limit) {
        for (int i = 0; i < TRIES; i++) {
            assertThat(draw(limit)).isGreaterThanOrEqualTo(limit / 2).isLessThan(limit);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {LockLimit.UNLIMITED, (1L << 62) + 1, LockLimit.UNLIMITED - 1})
    void whereThereIsNoLimitRoomIsLeftAbove(long limit) {
        for (int i = 0; i < TRIES; i++) {
            assertThat(draw(limit)).isGreaterThanOrEqualTo(1L << 61).isLessThan(1L << 62);
        }
    }

    @Test
    void noTwoAreAlike() {
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            drawn.add(draw(LockLimit.UNLIMITED));
        }
        assertThat(drawn).hasSize(TRIES);
    }

    @Test
    void oneThatIsTakenIsDrawnAgain() {
        List<Long> taken = new ArrayList<>();

        OptionalLong drawn =
                Mark.draw(OptionalLong.of(LockLimit.UNLIMITED), number -> taken.size() < 5 && taken.add(number));

        assertThat(taken).hasSize(5);
        assertThat(drawn).isPresent();
        assertThat(taken).doesNotContain(drawn.getAsLong());
    }

    @Test
    void whereAllAreTakenThereIsNone() {
        assertThat(Mark.draw(OptionalLong.of(LockLimit.UNLIMITED), number -> true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, (1L << 32) - 1})
    void whereLittleRoomIsLeftThereIsNone(long limit) {
        assertThat(Mark.draw(OptionalLong.of(limit), number -> false)).isEmpty();
    }

    @Test
    void whereNobodyKnowsTheLimitThereIsNone() {
        assertThat(Mark.draw(OptionalLong.empty(), number -> false)).isEmpty();
    }

    private static long draw(long limit) {
        return Mark.draw(OptionalLong.of(limit), number -> false).orElseThrow();
    }
}
