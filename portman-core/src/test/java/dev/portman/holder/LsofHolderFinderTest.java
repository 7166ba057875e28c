package dev.portman.holder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Holders;
import dev.portman.process.ProcessTable;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsofHolderFinderTest extends HolderFinderContract {

    @TempDir
    Path folder;

    @BeforeEach
    void needsLsof() {
        Needs.that(new LsofCommand().isInstalled(), "lsof in one of its usual places");
    }

    @Override
    HolderFinder finder() {
        return new LsofHolderFinder();
    }

    @Test
    void withoutLsofLookingFails() {
        HolderFinder finder = new LsofHolderFinder(
                new LsofCommand(List.of(folder.resolve("lsof")), Duration.ofSeconds(5)), ProcessTable.forThisSystem());

        assertThat(finder.holders(1))
                .isInstanceOfSatisfying(
                        Holders.LookFailed.class,
                        failed -> assertThat(failed.reason()).startsWith("no lsof at"));
        assertThat(finder.listeningPorts()).isEmpty();
    }

    @Test
    void anLsofThatHangsIsGivenUp() throws IOException {
        HolderFinder finder = instead("sleep 20", Duration.ofMillis(300));
        long begin = System.nanoTime();

        Holders answer = finder.holders(1);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(answer).isEqualTo(new Holders.LookFailed("lsof did not answer within 300 ms"));
    }

    @Test
    void aComplaintIsNotNobody() throws IOException {
        HolderFinder finder = instead("echo \"lsof: can't open /dev/kmem\" >&2; exit 1", Duration.ofSeconds(5));

        assertThat(finder.holders(1)).isInstanceOf(Holders.LookFailed.class);
    }

    @Test
    void silenceIsNobody() throws IOException {
        assertThat(instead("exit 1", Duration.ofSeconds(5)).holders(1)).isEqualTo(new Holders.Nobody());
    }

    @Test
    void aProcessThatIsGoneByNowCannotBeTold() throws IOException {
        HolderFinder finder =
                instead("printf 'p8388608\\ncx\\nu0\\nLroot\\nf3\\ntIPv4\\nd5\\nn*:1\\n'", Duration.ofSeconds(5));

        assertThat(finder.holders(1))
                .isInstanceOfSatisfying(
                        Holders.CannotTell.class,
                        hidden -> assertThat(hidden.reason()).contains("pid 8388608 (x, user root)"));
    }

    private HolderFinder instead(String script, Duration limit) throws IOException {
        Path lsof = Files.writeString(folder.resolve("lsof"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(lsof, PosixFilePermissions.fromString("rwx------"));
        return new LsofHolderFinder(new LsofCommand(List.of(lsof), limit), ProcessTable.forThisSystem());
    }
}
