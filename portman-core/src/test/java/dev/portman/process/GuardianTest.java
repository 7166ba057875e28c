package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guardian must survive what ends its build. */
class GuardianTest {

    private final ProcessTable table = ProcessTable.forThisSystem();

    @TempDir
    Path state;

    /** Ctrl-C and a closed terminal signal the whole process group or session of a build. */
    @Test
    void aGuardianLeadsASessionOfItsOwn() {
        Guardian guardian = Guardian.of(table.self(), state, "no-class-path");
        long pid = guardian.pid();
        try {
            await().untilAsserted(() -> assertThat(session(pid)).isEqualTo(pid));
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            await().until(() -> table.row(pid).filter(row -> !row.isGone()).isEmpty());
        }
    }

    private long session(long pid) {
        return table.row(pid).map(ProcessRow::session).orElse(ProcessRow.UNTOLD);
    }
}
