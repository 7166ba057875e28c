package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import dev.portman.model.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a build is told that its tests may reach somebody else's server. */
class LiteralPortTest {

    private static final ServerKey PERSONS = new ServerKey(Path.of("/home/anna/shop"), "backend");

    @Test
    void aPersonsServerOnThePortIsNamedWithTheWayOut() {
        assertThat(warning(Optional.of(PERSONS)))
                .containsExactly(
                        "Port 8000 is that of backend in /home/anna/shop, which a person has started: a test with the literal port 8000"
                                + " reaches that one. Let it use ${portman.backend.port} (8001).");
    }

    @Test
    void aStrangerOrAnotherBuildsServerIsNone() {
        assertThat(warning(Optional.empty())).isEmpty();
        assertThat(warning(Optional.of(PERSONS.on(Side.BUILD)))).isEmpty();
    }

    @Test
    void otherEventsAreNone() {
        assertThat(LiteralPort.warning(new ProgressEvent.NotShown("a reason"), ServerKey::name))
                .isEmpty();
    }

    private static List<String> warning(Optional<ServerKey> holder) {
        return LiteralPort.warning(falling(holder), it -> "${portman." + it.name() + ".port}");
    }

    private static ProgressEvent falling(Optional<ServerKey> server) {
        PortHolder holder = new PortHolder(
                new ProcessIdentity(4242, 5, "boot", "ns", 1000),
                new ProcessDescription(
                        "python3", "python3", "anna", Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                Set.of("127.0.0.1"),
                Set.of(1L));
        JudgedHolder judged = new JudgedHolder(holder, JudgedHolder.Relation.STRANGER, new Verdict.Allowed(), server);
        return new ProgressEvent.FallingBack(
                PERSONS.on(Side.BUILD),
                OnConflict.RECLAIM,
                8001,
                new PortConflict(
                        8000, PortState.LISTENING, new Holders.Known(List.of(holder)), List.of(judged), false));
    }
}
