package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words that programs and records rely on, all of them: whoever adds a constant, or renames one, meets its word here. */
class WordsTest {

    @Test
    void lifetimes() {
        assertThat(words(Lifetime.values())).containsExactly("build", "detached");
    }

    @Test
    void policies() {
        assertThat(words(OnConflict.values())).containsExactly("evict", "reclaim", "fallback", "fail", "reuse");
    }

    @Test
    void statesOfServers() {
        assertThat(words(ServerState.values()))
                .containsExactly("starting", "running", "unhealthy", "stopping", "stopped", "exited", "failed");
    }

    @Test
    void statesOfPorts() {
        assertThat(words(PortState.values()))
                .containsExactly("free", "listening", "bound", "in_use_by_connection", "leased", "no_permission");
    }

    @Test
    void waysToGo() {
        assertThat(words(Termination.How.values()))
                .containsExactly("already_gone", "graceful", "forced", "joined", "incomplete");
    }

    @Test
    void outcomesOfAKill() {
        assertThat(words(KillOutcome.values())).containsExactly("ended", "nothing", "left", "refused", "failed");
    }

    @Test
    void restarts() {
        assertThat(words(Restart.values())).containsExactly("never", "on-failure");
    }

    @Test
    void signals() {
        assertThat(words(StopSignal.values())).containsExactly("term", "int", "quit");
        assertThat(Arrays.stream(StopSignal.values()).map(StopSignal::posixName))
                .containsExactly("TERM", "INT", "QUIT");
    }

    private static List<String> words(Worded[] all) {
        return Arrays.stream(all).map(Worded::word).toList();
    }
}
