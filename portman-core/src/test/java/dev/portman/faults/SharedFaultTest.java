package dev.portman.faults;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerState;
import dev.portman.testing.FreePort;
import dev.portman.testing.Guardians;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that share a server, and leave and join it at the same moment. */
@Tag("faults")
class SharedFaultTest {

    private static final String NAME = "shared";

    @TempDir
    Path folder;

    @Test
    void aBuildThatReusesAServerHasItWhenTheOneThatStartedItLeaves() throws IOException {
        Row row = Row.of(
                "F25, shared",
                "one build ends its use of a server at the moment when another one reuses it",
                "servers stopped under use");
        Place place = Place.in(folder);
        try (ActorJvm first = ActorJvm.start(place);
                ActorJvm second = ActorJvm.start(place)) {
            row.broken("whoever started it stops it", isLost(place, first, second, "stop"));
            for (int i = 0; i < Trials.of(5, 200); i++) {
                row.trial(isLost(place, i % 2 == 0, first, second), "");
            }
        }
        Guardians.awaitEndIn(place.state());
        row.end();
    }

    private static boolean isLost(Place place, boolean inOrder, ActorJvm one, ActorJvm other) throws IOException {
        return inOrder ? isLost(place, one, other, "release") : isLost(place, other, one, "release");
    }

    /** Whether who came second has no server although it was told that it has one. */
    private static boolean isLost(Place place, ActorJvm first, ActorJvm second, String leave) throws IOException {
        try (Marked marked = Marked.fresh()) {
            String start = "build " + NAME + " " + FreePort.any() + " " + marked.word() + " REUSE";
            first.ask(start);
            if (leave.equals("stop")) {
                second.ask(start);
                first.ask("stop " + NAME);
                return !isUp(place);
            }
            long moment = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            first.tell("at " + moment + " " + leave + " " + NAME);
            second.tell("at " + moment + " " + start);
            first.next();
            String answer = second.next();
            boolean lost = !answer.startsWith("started") || !isUp(place);
            second.ask("release " + NAME);
            return lost;
        }
    }

    private static boolean isUp(Place place) {
        ServerKey key = new ServerKey(place.project(), NAME);
        return place.portman(event -> {}).status(place.project()).stream()
                .anyMatch(it -> it.key().equals(key) && it.state() == ServerState.RUNNING);
    }
}
