package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds at the same moment: never two servers where one was meant, never two on one port. */
@Tag("faults")
class RaceFaultTest {

    private static final Duration LEAD = Duration.ofMillis(3);

    @TempDir
    Path folder;

    @Test
    void twoStartsOfOneServerLeadToOneServer() throws IOException {
        Row row = Row.of(
                "F70",
                "two JVMs start the same server on the same port at the same moment",
                "rounds without exactly one server");
        Place place = Place.in(folder);
        try (ActorJvm one = ActorJvm.start(place);
                ActorJvm two = ActorJvm.start(place)) {
            for (int round = 0; round < Trials.of(15, 1000); round++) {
                try (Marked marked = Marked.fresh()) {
                    String start = "start server " + FreePort.any() + " RECLAIM " + marked.word();
                    List<String> answers = together(one, start, two, start);
                    int servers = marked.processes().size();
                    String stop = one.ask("stop server");
                    int left = marked.processes().size();
                    row.trial(
                            servers != 1 || left != 0 || answers.stream().noneMatch(it -> it.startsWith("started")),
                            answers + ": " + servers + " servers, then " + stop + ": " + left);
                }
            }
        }
        row.end();
    }

    @Test
    void twoServersThatPreferOnePortGetTwo() throws IOException {
        Row row = Row.of(
                "F71",
                "two JVMs start different servers that prefer the same port at the same moment",
                "double assignments");
        Place place = Place.in(folder);
        try (ActorJvm one = ActorJvm.start(place);
                ActorJvm two = ActorJvm.start(place)) {
            for (int round = 0; round < Trials.of(15, 1000); round++) {
                try (Marked marked = Marked.fresh()) {
                    int port = FreePort.any();
                    List<String> answers = together(
                            one,
                            "start left " + port + " FALLBACK " + marked.word(),
                            two,
                            "start right " + port + " FALLBACK " + marked.word());
                    List<String> started = answers.stream()
                            .filter(it -> it.startsWith("started"))
                            .toList();
                    int servers = marked.processes().size();
                    one.ask("stop left");
                    one.ask("stop right");
                    row.trial(
                            started.isEmpty()
                                    || new HashSet<>(started).size() != started.size()
                                    || servers != started.size()
                                    || !marked.processes().isEmpty(),
                            answers + ": " + servers);
                }
            }
        }
        row.end();
    }

    private static List<String> together(ActorJvm one, String first, ActorJvm two, String second) throws IOException {
        String at = "at " + (System.nanoTime() + LEAD.toNanos()) + " ";
        one.tell(at + first);
        two.tell(at + second);
        List<String> answers = new ArrayList<>(List.of(one.next(), two.next()));
        assertThat(answers).doesNotContain("ended");
        return answers;
    }
}
