package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Holders;
import dev.portman.model.PortState;
import dev.portman.model.ServerKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldersReportTest {

    private static final Map<Long, ServerKey> NONE = Map.of();

    @Test
    void hasOneLinePerAnswer() {
        assertThat(HoldersReport.lines(8000, PortState.LISTENING, new Holders.Known(List.of(Samples.sshd())), NONE))
                .containsExactly("Port 8000 is held by pid 77 (sshd, user root); it listens on 127.0.0.1, ::1.");
        assertThat(HoldersReport.lines(8000, PortState.FREE, new Holders.Nobody()))
                .containsExactly("Port 8000 is free.");
        assertThat(HoldersReport.lines(
                        8000,
                        PortState.LISTENING,
                        new Holders.CannotTell("it belongs to user bob", List.of(Samples.sshd()))))
                .containsExactly(
                        "Port 8000 is held by a process that cannot be seen: it belongs to user bob.",
                        "Port 8000 is held by pid 77 (sshd, user root); it listens on 127.0.0.1, ::1.");
        assertThat(HoldersReport.lines(8000, PortState.LISTENING, new Holders.LookFailed("no /proc")))
                .containsExactly("Port 8000 is held; looking for its holder failed: no /proc.");
    }

    @Test
    void tellsProgramsTheSame() {
        assertThat(HoldersReport.json(
                        8000, PortState.LISTENING, new Holders.CannotTell("hidden", List.of(Samples.python())), NONE))
                .isEqualTo("""
                        {
                          "schema" : 1,
                          "port" : 8000,
                          "state" : "listening",
                          "answer" : "cannot_tell",
                          "reason" : "hidden",
                          "holders" : [ {
                            "pid" : 4242,
                            "name" : "python3",
                            "user" : "anna",
                            "startedAt" : "2026-11-24T14:02:00Z",
                            "command" : "python3 -m http.server 8000",
                            "directory" : "/home/anna/old",
                            "addresses" : [ "127.0.0.1", "::1" ],
                            "goneFolder" : null
                          } ]
                        }""");
        assertThat(HoldersReport.json(1, PortState.FREE, new Holders.Nobody(), NONE))
                .contains("\"answer\" : \"nobody\",", "\"reason\" : null,", "\"holders\" : [ ]");
        assertThat(HoldersReport.json(1, PortState.LISTENING, new Holders.LookFailed("x"), NONE))
                .contains("\"answer\" : \"look_failed\",", "\"reason\" : \"x\",");
        assertThat(HoldersReport.json(1, PortState.LISTENING, new Holders.Known(List.of(Samples.sshd())), NONE))
                .contains("\"answer\" : \"known\",", "\"reason\" : null,");
    }

    @Test
    void everyAnswerHasAWordOfItsOwn() {
        List<Holders> oneOfEach = List.of(
                new Holders.Known(List.of(Samples.sshd())),
                new Holders.Nobody(),
                new Holders.CannotTell("hidden", List.of()),
                new Holders.LookFailed("no /proc"));

        assertThat(oneOfEach)
                .extracting(Holders::word)
                .containsExactly("known", "nobody", "cannot_tell", "look_failed");
        assertThat(oneOfEach)
                .extracting(Object::getClass)
                .hasSameElementsAs(List.of(Holders.class.getPermittedSubclasses()));
    }

    @Test
    void tellsWhereAServerWasStartedWhoseFolderIsGone() {
        Holders holders = new Holders.Known(List.of(Samples.sshd()));
        Map<Long, ServerKey> lost = Map.of(77L, new ServerKey(Path.of("/home/anna/old"), "web"));

        assertThat(HoldersReport.lines(8000, PortState.LISTENING, holders, lost))
                .singleElement()
                .asString()
                .endsWith(" It is web, which was started in /home/anna/old; its folder is gone.");
        assertThat(HoldersReport.json(8000, PortState.LISTENING, holders, lost))
                .contains("\"goneFolder\" : \"/home/anna/old\"");
    }
}
