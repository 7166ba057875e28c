package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
        Guardian guardian = Guardian.of(
                table.self(),
                state,
                new Guardian.Files(
                        state.resolve("library"), state.resolve("out"), state.resolve("note"), state.resolve("log")));
        long pid = guardian.pid();
        try {
            await().untilAsserted(() -> assertThat(session(pid)).isEqualTo(pid));
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            await().until(() -> table.row(pid).filter(row -> !row.isGone()).isEmpty());
        }
    }

    @Test
    void aDismissedGuardianRemovesItsFilesAndIsGone() throws IOException {
        Path library = Files.writeString(state.resolve("library"), "");
        Path output = state.resolve("out");
        Path note = state.resolve("note");
        Guardian guardian =
                Guardian.of(table.self(), state, new Guardian.Files(library, output, note, state.resolve("log")));
        assertThat(guardian.isAlive()).isTrue();

        guardian.dismiss();

        await().until(() -> !guardian.isAlive());
        try (Stream<Path> left = Files.list(state)) {
            assertThat(left).isEmpty();
        }
    }

    private long session(long pid) {
        return table.row(pid).map(ProcessRow::session).orElse(ProcessRow.UNTOLD);
    }
}
