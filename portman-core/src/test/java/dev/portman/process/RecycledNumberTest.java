package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A pid is given to another process between the last proof and the signal. */
class RecycledNumberTest {

    @Test
    void aProcessThatGotThePidReceivesNoSignal() throws Exception {
        Needs.root();
        Needs.that(Files.exists(Path.of("/proc/sys/kernel/ns_last_pid")), "a choice of the next pid");
        String unshare = Needs.tool("unshare").toString();

        String received = JvmFork.of(StopRecycled.class)
                .under(unshare, "--pid", "--fork", "--mount-proc", "--kill-child")
                .run();

        assertThat(received.lines()).containsExactly("TERM []", "INT []", "QUIT []");
    }
}
