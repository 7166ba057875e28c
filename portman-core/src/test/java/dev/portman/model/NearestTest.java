package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("start", "stop", "status", "restart", "kill", "logs");

    @ParameterizedTest
    @CsvSource({"strat,start", "START,start", "stats,status", "stp,stop", "restrat,restart", "kil,kill", "log,logs"})
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.of(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "frobnicate", "deploy"})
    void suggestsNothingThatIsFarAway(String typed) {
        assertThat(Nearest.of(typed, KNOWN)).isEmpty();
    }

    @Test
    void knowsNothingWhereNothingIsKnown() {
        assertThat(Nearest.of("start", List.of())).isEmpty();
    }

    @Test
    void answersTheSameWhateverTheOrder() {
        assertThat(Nearest.of("ab", List.of("ac", "aa"))).contains("aa");
        assertThat(Nearest.of("ab", List.of("aa", "ac"))).contains("aa");
    }
}
