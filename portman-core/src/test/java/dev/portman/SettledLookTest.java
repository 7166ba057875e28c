package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.holder.HolderFinder;
import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.JudgedHolder.Relation;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.Verdict;
import dev.portman.port.PortProbe;
import dev.portman.process.Children;
import dev.portman.process.ProcessTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The looks at a port whose holder ends meanwhile, one after the other as the kernel may show them. */
class SettledLookTest {

    private static final int PORT = 8000;
    private static final Verdict UNREADABLE =
            new Verdict.Refused("a process whose identity cannot be read or has changed", false);
    private static final PortConflict FREE = PortConflict.none(PORT);
    private static final PortConflict LET_GO = conflict(new Holders.Nobody());
    private static final PortConflict UNSEEN =
            conflict(new Holders.CannotTell("a process that is not visible from here listens on 0.0.0.0", List.of()));

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final SettledLook settled = new SettledLook(
            new Machine(table, new EverListening(), new PortProbe(new EverListening()), new Children()));

    @Test
    void aPortThatWasLetGoBetweenProbeAndLookIsFree() {
        Deque<PortConflict> looks = looks(LET_GO, FREE);
        assertThat(settled.inTheWay(looks::remove)).isEqualTo(FREE);
    }

    @Test
    void aHolderThatHasGivenUpItsFilesAndNotYetItsSocketIsWaitedFor() {
        assertThat(settled.inTheWay(looks(UNSEEN, UNSEEN, LET_GO, FREE)::remove))
                .isEqualTo(FREE);
        assertThat(settled.listeners(looks(UNSEEN, UNSEEN, LET_GO)::remove)).isEqualTo(LET_GO);
    }

    @Test
    void aHolderThatEndedBeforeItWasJudgedIsNoReason() {
        PortConflict ended = conflict(holder(-1), UNREADABLE);
        assertThat(settled.inTheWay(looks(ended, FREE)::remove)).isEqualTo(FREE);
        assertThat(settled.listeners(looks(ended, LET_GO)::remove)).isEqualTo(LET_GO);
    }

    @Test
    void aHolderThatStaysHiddenIsTakenForThatAfterSomeLooks() {
        Deque<PortConflict> looks = looks(UNSEEN, UNSEEN, UNSEEN, UNSEEN, FREE);
        assertThat(settled.inTheWay(looks::remove)).isEqualTo(UNSEEN);
        assertThat(looks).as("looks left").hasSize(5 - SettledLook.LOOKS);
    }

    @Test
    void oneLookIsEnoughForWhoeverCanBeSeen() {
        PortConflict allowed = conflict(holder(0), new Verdict.Allowed());
        PortConflict refused = conflict(holder(0), UNREADABLE);
        assertThat(settled.inTheWay(looks(allowed)::remove)).isEqualTo(allowed);
        assertThat(settled.inTheWay(looks(refused)::remove)).isEqualTo(refused);
        assertThat(settled.inTheWay(looks(FREE)::remove)).isEqualTo(FREE);
        assertThat(settled.listeners(looks(LET_GO)::remove)).isEqualTo(LET_GO);
    }

    private static Deque<PortConflict> looks(PortConflict... answers) {
        return new ArrayDeque<>(List.of(answers));
    }

    /** Ourselves, or a process that had our pid so many ticks earlier or later. */
    private PortHolder holder(long ticks) {
        ProcessIdentity self = table.self();
        return new PortHolder(
                new ProcessIdentity(
                        self.pid(), self.startTicks() + ticks, self.bootId(), self.namespaces(), self.uid()),
                table.description(self.pid()).orElseThrow(),
                Set.of("0.0.0.0"),
                Set.of(1L));
    }

    private static PortConflict conflict(Holders holders) {
        return new PortConflict(PORT, PortState.LISTENING, holders, List.of(), false);
    }

    private static PortConflict conflict(PortHolder holder, Verdict verdict) {
        return new PortConflict(
                PORT,
                PortState.LISTENING,
                new Holders.Known(List.of(holder)),
                List.of(new JudgedHolder(holder, Relation.STRANGER, verdict)),
                false);
    }

    /** A port that nobody lets go: each pause has to end by itself. */
    private static final class EverListening implements HolderFinder {

        @Override
        public Optional<PortHolder> ownerOf(int port, ProcessIdentity hint) {
            return Optional.empty();
        }

        @Override
        public Map<Integer, Holders> holders(Set<Integer> ports) {
            return Map.of();
        }

        @Override
        public Set<Integer> listeningPorts() {
            return Set.of(PORT);
        }
    }
}
