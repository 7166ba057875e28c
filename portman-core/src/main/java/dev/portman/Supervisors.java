package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.Deadline;
import dev.portman.process.Member;
import dev.portman.process.ProcessRow;
import dev.portman.process.Proof;
import dev.portman.process.SuspectLook;
import dev.portman.process.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parents of evicted holders: one whose next child takes the port at once is a supervisor, and stopping its children frees nothing. */
final class Supervisors {

    /** Long enough for a supervisor that restarts at once; one that waits longer is met by the start itself, as a stolen port. */
    private static final Duration WATCH = Duration.ofMillis(300);

    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "zsh", "fish", "ksh", "busybox");

    private final List<ProcessIdentity> parents;
    private final Machine machine;

    private Supervisors(List<ProcessIdentity> parents, Machine machine) {
        this.parents = List.copyOf(parents);
        this.machine = machine;
    }

    /**
     * The parents of {@code holders}, to be called while those live; without init, masters of their own workers, terminals' shells, and whoever
     * runs us as well: that one is protected, and waiting for us.
     */
    static Supervisors of(List<PortHolder> holders, SuspectLook look, Machine machine) {
        Set<Long> pids = holders.stream().map(PortHolder::pid).collect(Collectors.toSet());
        List<ProcessIdentity> parents = new ArrayList<>();
        for (PortHolder holder : holders) {
            machine.table()
                    .row(holder.pid())
                    .map(ProcessRow::parent)
                    .filter(parent -> parent > 1 && !pids.contains(parent) && !look.isAboveUs(parent))
                    .flatMap(parent -> machine.table().identity(parent))
                    .filter(parent -> !isTerminalShell(parent, machine))
                    .ifPresent(parents::add);
        }
        return new Supervisors(parents, machine);
    }

    /** Waits a moment for a child of one of them to take the port; not for those that go with their child, as {@code npm} and {@code sh -c} do. */
    Optional<Respawn> watch(int port) {
        List<Respawn> seen = new ArrayList<>();
        if (!parents.isEmpty()) {
            Deadline.in(WATCH).await(() -> {
                boolean gone = parents.stream().noneMatch(this::lives);
                look(port).ifPresent(seen::add);
                return gone || !seen.isEmpty();
            });
        }
        return seen.stream().findFirst();
    }

    private boolean lives(ProcessIdentity parent) {
        return Liveness.lives(parent, machine.table());
    }

    private Optional<Respawn> look(int port) {
        return machine.finder().holders(port).visibleHolders().stream()
                .flatMap(holder -> parentOf(holder).stream().map(parent -> new Respawn(parent, port, holder, machine)))
                .findFirst();
    }

    private Optional<ProcessIdentity> parentOf(PortHolder holder) {
        Optional<Long> pid = machine.table().row(holder.pid()).map(ProcessRow::parent);
        return parents.stream()
                .filter(it -> pid.equals(Optional.of(it.pid())))
                .filter(this::lives)
                .findFirst();
    }

    /** A loop typed into a terminal would take the terminal along. */
    private static boolean isTerminalShell(ProcessIdentity process, Machine machine) {
        boolean leads = machine.table()
                .row(process.pid())
                .filter(row -> row.session() == row.pid())
                .isPresent();
        String name = machine.table()
                .description(process.pid())
                .map(ProcessDescription::executableName)
                .orElse("");
        return leads && SHELLS.contains(name);
    }

    /**
     * A supervisor caught in the act, as a target: proven as long as a child of it holds the port.
     *
     * @param parent the supervisor
     * @param port what its children take
     * @param again its new child on the port
     * @param machine to look again
     */
    record Respawn(ProcessIdentity parent, int port, PortHolder again, Machine machine) implements Target {

        /** How people know the supervisor. */
        String name() {
            return "pid " + parent.pid() + " ("
                    + machine.table()
                            .description(parent.pid())
                            .map(ProcessDescription::name)
                            .orElse("gone") + ")";
        }

        /** Who else counts on the supervisor, in words that complete "it is ..."; stopping it would end or orphan more than was asked for. */
        Optional<String> leaseHolder(ProcessIdentity process) {
            if (!process.isSameProcessAs(parent)) {
                return Optional.empty();
            }
            List<String> others = machine.table().rows().stream()
                    .filter(it -> it.parent() == parent.pid() && !it.isGone() && it.pid() != again.pid())
                    .map(it -> Long.toString(it.pid()))
                    .toList();
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the supervisor of other processes, too (pid " + String.join(", ", others)
                            + "); stop this one by its own command");
        }

        @Override
        public List<Member> members() {
            Optional<ProcessRow> row = machine.table().row(parent.pid()).filter(it -> !it.isGone());
            boolean same = machine.table()
                    .identity(parent.pid())
                    .filter(parent::isSameProcessAs)
                    .isPresent();
            return row.filter(it -> same)
                    .map(it -> List.of(new Member(parent, it.session(), Member.Evidence.DESCENT)))
                    .orElse(List.of());
        }

        @Override
        public Proof prove(Member member) {
            if (members().isEmpty()) {
                return new Proof.Gone();
            }
            return member.identity().isSameProcessAs(parent) && hasChildOnPort()
                    ? new Proof.Proven()
                    : new Proof.Doubt("pid " + parent.pid() + " is not seen to start the holder of the port any more");
        }

        /** Once none of its children holds the port it is in nobody's way, and nothing but a number would be left to prove it by. */
        private boolean hasChildOnPort() {
            return machine.finder().holders(port).visibleHolders().stream()
                    .map(holder -> machine.table().row(holder.pid()))
                    .anyMatch(
                            row -> row.filter(it -> it.parent() == parent.pid()).isPresent());
        }
    }
}
