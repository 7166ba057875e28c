package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.AssignedPort;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final ServerRecord WEB =
            Samples.record("web", "/home/anna/shop", new AssignedPort(3000, 3000, "http://127.0.0.1:3000"));
    private static final ServerRecord OTHER =
            Samples.record("web", "/srv/x", new AssignedPort(49152, 0, "http://127.0.0.1:49152"));

    @Test
    void alignsItsColumnsAndShowsThePortThatWasWanted() {
        assertThat(table(
                        ServerStatus.of(Samples.backend(), ServerState.RUNNING),
                        ServerStatus.of(WEB, ServerState.STOPPED),
                        new ServerStatus(WEB.key(), ServerState.FAILED, Optional.of(WEB), Optional.of(127))))
                .isEqualTo("""
                        NAME     STATE                   PID   PORT                URL                    SINCE  READY
                        backend  running                 4300  8001 (wanted 8000)  http://127.0.0.1:8001  14:02  2.31 s, usually 1.90 s
                        web      stopped                 -     -                   -                      -      -
                        web      failed (exit code 127)  -     -                   -                      -      -""");
    }

    @Test
    void namesTheFolderWhereThereAreSeveral() {
        assertThat(table(ServerStatus.of(WEB, ServerState.UNHEALTHY), ServerStatus.of(OTHER, ServerState.STARTING)))
                .isEqualTo("""
                        NAME  STATE      PID   PORT   URL                     SINCE  READY                   LIFETIME  FOLDER
                        web   unhealthy  4300  3000   http://127.0.0.1:3000   14:02  2.31 s, usually 1.90 s  detached  ~/shop
                        web   starting   4300  49152  http://127.0.0.1:49152  14:02  2.31 s, usually 1.90 s  detached  /srv/x""");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(StatusTable.of(List.of())).containsExactly("No servers are known here.");
    }

    private static String table(ServerStatus... statuses) {
        return String.join("\n", StatusTable.of(List.of(statuses), Samples.WORDS));
    }
}
