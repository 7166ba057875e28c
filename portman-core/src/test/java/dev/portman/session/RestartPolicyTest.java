package dev.portman.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.AfterEnd;
import dev.portman.model.FailureCause;
import dev.portman.model.InvalidInputException;
import dev.portman.model.NotReadyException;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortmanException;
import dev.portman.model.Restart;
import dev.portman.model.ServerFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ends are followed by a restart, and when. */
class RestartPolicyTest {

    private static final Optional<FailureCause> IN_USE = Optional.of(new FailureCause.AddressInUse(8000));
    private static final Optional<FailureCause> MEMORY = Optional.of(new FailureCause.OutOfMemory());

    @ParameterizedTest(name = "{0} restarts before, up for {1} s: restart {2} in {3} s")
    @CsvSource({"0, 0, 1, 1", "1, 59, 2, 2", "2, 0, 3, 4", "3, 5, 4, 8", "4, 0, 5, 16", "4, 60, 1, 1", "5, 3600, 1, 1"})
    void putsOffEachRestartInARowTwiceAsLong(int before, long lived, int count, long pause) {
        assertThat(usual(Downfall.of(Optional.of(1), Optional.empty()), before, Duration.ofSeconds(lived)))
                .isEqualTo(new AfterEnd.Again(count, 5, Duration.ofSeconds(pause)));
    }

    @Test
    void givesUpAfterTheLastOne() {
        assertThat(usual(Downfall.of(Optional.of(1), Optional.empty()), 5, Duration.ofSeconds(59)))
                .isEqualTo(new AfterEnd.GivenUp(5));
    }

    @Test
    void restartsNothingThatIsNotToBe() {
        AfterEnd next = RestartPolicy.USUAL.judge(
                Restart.NEVER, Downfall.of(Optional.of(1), Optional.empty()), 0, Duration.ZERO);
        assertThat(next).isEqualTo(new AfterEnd.Stays());
    }

    static Stream<Object[]> ends() {
        return Stream.of(
                new Object[] {Optional.of(0), Optional.empty(), new AfterEnd.Stays()},
                new Object[] {Optional.of(0), IN_USE, new AfterEnd.Stays()},
                new Object[] {Optional.empty(), Optional.empty(), new AfterEnd.Stays()},
                new Object[] {Optional.of(3), Optional.empty(), again()},
                new Object[] {Optional.of(128 + 15), Optional.empty(), again()},
                new Object[] {Optional.of(128 + 9), MEMORY, again()},
                new Object[] {Optional.of(1), IN_USE, new AfterEnd.InVain(OptionalInt.of(8000))});
    }

    @ParameterizedTest
    @MethodSource("ends")
    void judgesTheEndOfAServerThatRan(Optional<Integer> exitCode, Optional<FailureCause> cause, AfterEnd next) {
        assertThat(usual(Downfall.of(exitCode, cause), 0, Duration.ofSeconds(5)))
                .isEqualTo(next);
    }

    static Stream<Object[]> failedStarts() {
        return Stream.of(
                new Object[] {new ServerFailedException("", "", Optional.of(3), Optional.empty()), again()},
                new Object[] {new ServerFailedException("", "", Optional.of(0), Optional.empty()), new AfterEnd.Stays()
                },
                new Object[] {
                    new ServerFailedException("", "", Optional.of(1), IN_USE), new AfterEnd.InVain(OptionalInt.of(8000))
                },
                new Object[] {
                    new ServerFailedException("", "", Optional.empty(), IN_USE),
                    new AfterEnd.InVain(OptionalInt.of(8000))
                },
                new Object[] {new ServerFailedException("a hook", ""), again()},
                new Object[] {new NotReadyException("", ""), again()},
                new Object[] {new PortHeldException("", ""), new AfterEnd.InVain(OptionalInt.empty())},
                new Object[] {
                    new InvalidInputException("command", "x", "exists"), new AfterEnd.InVain(OptionalInt.empty())
                });
    }

    @ParameterizedTest
    @MethodSource("failedStarts")
    void judgesAStartThatFailed(PortmanException failed, AfterEnd next) {
        assertThat(usual(Downfall.of(failed), 0, Duration.ZERO)).isEqualTo(next);
    }

    private static AfterEnd again() {
        return new AfterEnd.Again(1, 5, Duration.ofSeconds(1));
    }

    private static AfterEnd usual(Downfall downfall, int before, Duration lived) {
        return RestartPolicy.USUAL.judge(Restart.ON_FAILURE, downfall, before, lived);
    }
}
