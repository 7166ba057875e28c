package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.holder.HolderFinder;
import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessTable;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts about a real port that is let go while they are gathered. */
class StartFactsTest {

    @TempDir
    Path folder;

    private Ending ending;
    private StartFacts facts;

    @BeforeEach
    void listen() throws IOException {
        ending = new Ending(HolderFinder.forThisSystem(), new ServerSocket(0));
        facts = new StartFacts(
                TestMeans.of(folder.resolve("state"), ProcessTable.forThisSystem(), ending, event -> {}));
    }

    @Test
    void aPortWhoseHolderEndsMeanwhileCanBeHad() {
        int port = ending.port();
        assertThat(facts.gather(
                                new SpecBuilder(folder, "backend").port(port).build(),
                                new Surrounding(Set.of(), Map.of()),
                                Set.of(),
                                false)
                        .preferred())
                .isEqualTo(PortConflict.none(port));
    }

    @Test
    void nobodyIsToBeKilledWhereTheHolderEndsMeanwhile() {
        assertThat(facts.listeners(ending.port(), OwnershipScope.of(folder, false))
                        .holders())
                .isEqualTo(new Holders.Nobody());
    }

    /** Sees the socket of a process that has given up its files already, once; then that socket is gone, too. */
    private record Ending(HolderFinder real, ServerSocket socket) implements HolderFinder {

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public Map<Integer, Holders> holders(Set<Integer> ports) {
            if (socket.isClosed()) {
                return real.holders(ports);
            }
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(port(), new Holders.CannotTell("a process that is not visible from here listens", List.of()));
        }

        @Override
        public Optional<PortHolder> ownerOf(int port, ProcessIdentity hint) {
            return real.ownerOf(port, hint);
        }

        @Override
        public Set<Integer> listeningPorts() {
            return real.listeningPorts();
        }
    }
}
