package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.model.PortReservation;
import dev.portman.model.ServerRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckupReportTest {

    private static final ServerRecord BACKEND = Samples.backend();
    private static final Path FILE = Path.of("/state/file");

    private static final List<Finding> ONE_OF_EACH = List.of(
            new Finding.EndedServer(BACKEND),
            new Finding.AbandonedServer(BACKEND),
            new Finding.LostServer(BACKEND),
            new Finding.DeadReservation(new PortReservation(8000, BACKEND.starter())),
            new Finding.RefusedFile(FILE),
            new Finding.Leftover(FILE, true),
            new Finding.LostHistory(BACKEND.key()),
            new Finding.OldLog(FILE, 2000),
            new Finding.GonePlace(FILE, 3),
            new Finding.OtherPlace(FILE, 1),
            new Finding.ContestedPort(8000, List.of(BACKEND.key(), BACKEND.key())));

    @Test
    void programsReadTheKindOfEachFindingInAWordOfItsOwn() throws JsonProcessingException {
        JsonNode findings = new JsonMapper()
                .readTree(CheckupReport.json(new Checkup(List.of(), ONE_OF_EACH), List.of()))
                .get("findings");

        assertThat(findings.findValuesAsText("finding"))
                .containsExactly(
                        "endedServer",
                        "abandonedServer",
                        "lostServer",
                        "deadReservation",
                        "refusedFile",
                        "leftover",
                        "lostHistory",
                        "oldLog",
                        "gonePlace",
                        "otherPlace",
                        "contestedPort");
    }

    @Test
    void noKindOfFindingIsMissingHere() {
        assertThat(ONE_OF_EACH)
                .extracting(Object::getClass)
                .hasSameElementsAs(List.of(Finding.class.getPermittedSubclasses()));
    }
}
