package dev.portman.internal.ownership;

import dev.portman.internal.ownership.Standing.Kind;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.Termination;
import dev.portman.model.Verdict;
import dev.portman.process.Member;
import dev.portman.process.Member.Evidence;
import dev.portman.process.ProcessRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts the processes of one moment by what they are to one launch: its members, or bystanders that it only opened. A work place (editor,
 * terminal), a browser, a daemon that other work shares, each with everything that it started, and what came after the server was ready and is
 * tied by cookie or mark alone, are bystanders, unless they serve the server's port; containers always are.
 */
public final class TreeScan {

    private final Launch launch;
    private final Ties ties;
    private final ProcessScan scan;
    private final Sightings before;
    private final Bystanders bystanders;
    private final Map<Long, Standing> standings = new HashMap<>();
    private Set<Long> sessions = Set.of();

    TreeScan(Ties ties, ProcessScan scan, Sightings before) {
        this.launch = ties.launch();
        this.ties = ties;
        this.scan = scan;
        this.before = before;
        this.bystanders = new Bystanders(scan, ties);
        ties.sockets().look();
        placeAll();
        // Which sessions are the server's is known only once some of its members are.
        sessions = sessionsOfMembers();
        standings.clear();
        placeAll();
    }

    /** Every living member, the leader first, then the older before the younger. */
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        scan.rows().values().stream()
                .filter(row -> !row.isGone() && standing(row).kind() == Kind.MEMBER)
                .sorted(leaderFirst())
                .forEach(row -> identity(row)
                        .map(it -> new Member(it, row.session(), standing(row).evidence()))
                        .ifPresent(members::add));
        return members;
    }

    /** What is left alone: of whatever goes together, the one that started the rest. */
    public List<Termination.Spared> bystanders() {
        return scan.rows().values().stream()
                .filter(row -> standing(row).kind() == Kind.BYSTANDER)
                .sorted(Comparator.comparingLong(ProcessRow::startTicks))
                .map(row -> new Termination.Spared(
                        row.pid(),
                        bystanders.name(row.pid()),
                        new Verdict.Refused(standing(row).reason(), false)))
                .toList();
    }

    /** Why a process is left alone, in words that complete "it is ..."; empty for members and strangers. */
    public Optional<String> reasonToLeave(ProcessIdentity process) {
        return standing(process).filter(Standing::isAside).map(Standing::reason);
    }

    /** The container that a process belongs to, if the launch has started it. */
    public Optional<Container> container(ProcessIdentity process) {
        return standing(process).flatMap(Standing::container);
    }

    /** All containers that the launch has started. */
    public List<Container> containers() {
        return standings.values().stream()
                .filter(it -> it.kind() == Kind.BYSTANDER)
                .flatMap(it -> it.container().stream())
                .sorted(Comparator.comparingLong(Container::pid))
                .toList();
    }

    void keepFor(Sightings later) {
        scan.rows().values().forEach(row -> later.keep(row, standing(row)));
    }

    /** By which proof a process is a member; empty if it is none. */
    public Optional<Evidence> evidence(ProcessIdentity process) {
        return standing(process).filter(it -> it.kind() == Kind.MEMBER).map(Standing::evidence);
    }

    private Optional<Standing> standing(ProcessIdentity process) {
        return Optional.ofNullable(scan.rows().get(process.pid()))
                .filter(row -> row.startTicks() == process.startTicks() && !row.isGone())
                .map(this::standing);
    }

    /** Whether sockets are among those that were recorded when the server became ready. */
    public boolean areRecorded(Set<Long> inodes) {
        return launch.sockets().containsAll(inodes);
    }

    /**
     * Who came after the launch and is not of it, nor shows the mark of another one: where sockets are hidden, any of them may have taken the
     * port first.
     */
    public List<ProcessIdentity> othersSinceLaunch() {
        long since = launch.leader().orElse(launch.starter()).startTicks();
        return scan.rows().values().stream()
                .filter(row -> !row.isGone()
                        && row.startTicks() >= since
                        && standing(row).kind() != Kind.MEMBER)
                .filter(row -> !ties.isOfAnotherLaunch(scan.mark(row.pid())))
                .flatMap(row -> identity(row).stream())
                .toList();
    }

    private void placeAll() {
        scan.rows().values().forEach(this::place);
    }

    private Standing standing(ProcessRow row) {
        return standings.getOrDefault(row.pid(), Standing.OUTSIDE);
    }

    private Standing place(ProcessRow row) {
        Standing known = standings.get(row.pid());
        if (known != null) {
            return known;
        }
        // Parents are read one after the other while processes come and go, so a ring is possible on paper.
        standings.put(row.pid(), Standing.OUTSIDE);
        Standing found = judge(row);
        standings.put(row.pid(), found);
        return found;
    }

    private Standing judge(ProcessRow row) {
        if (ties.isLeader(row)) {
            return Standing.member(Evidence.LEADER);
        }
        if (row.isGone() || row.kernelThread() || ties.precedes(row)) {
            return Standing.OUTSIDE;
        }
        Optional<Standing> known = before.aside(row);
        if (known.isPresent()) {
            return known.get();
        }
        Standing parent = placeOf(row.parent());
        if (parent.isAside()) {
            return parent.passedOn();
        }
        Standing head = row.session() == row.pid() ? Standing.OUTSIDE : placeOf(row.session());
        if (head.isAside() && parent.kind() != Kind.MEMBER) {
            return head.passedOn();
        }
        return evidence(row, parent).map(it -> judge(row, parent, it)).orElse(Standing.OUTSIDE);
    }

    private Standing placeOf(long pid) {
        ProcessRow row = scan.rows().get(pid);
        return row == null ? Standing.OUTSIDE : place(row);
    }

    private Optional<Evidence> evidence(ProcessRow row, Standing parent) {
        Optional<String> cookie = scan.cookie(row.pid());
        if (ties.isOurs(cookie)) {
            return Optional.of(Evidence.COOKIE);
        }
        if (launch.isForeign(cookie)) {
            // Another portman, run by this server, answers for what it has launched, whatever that inherited.
            return Optional.empty();
        }
        if (ties.sockets().isHeldBy(row.pid())) {
            return Optional.of(Evidence.SOCKET);
        }
        if (ties.isOurs(row.pid(), scan.mark(row.pid()))) {
            return Optional.of(Evidence.MARK);
        }
        boolean inSession = isInOurSession(row);
        if ((!inSession && parent.kind() != Kind.MEMBER) || scan.table().isGuardian(row.pid())) {
            return Optional.empty();
        }
        return Optional.of(inSession ? Evidence.SESSION : Evidence.DESCENT);
    }

    private Standing judge(ProcessRow row, Standing parent, Evidence evidence) {
        Optional<Container> container = bystanders.container(row).or(() -> elsewhere(row));
        if (container.isPresent()) {
            return Standing.bystander(container.get());
        }
        return reasonToLeave(row, parent, evidence).map(Standing::bystander).orElseGet(() -> Standing.member(evidence));
    }

    private Optional<String> reasonToLeave(ProcessRow row, Standing parent, Evidence evidence) {
        boolean inherited = evidence == Evidence.COOKIE || evidence == Evidence.MARK;
        boolean child = parent.kind() == Kind.MEMBER;
        boolean apart = inherited && !child && !isInOurSession(row) && !before.wasMember(row);
        if (apart && bystanders.isLater(row) && !bystanders.holdsPort(row)) {
            return bystanders.byKind(row).or(() -> Optional.of(Bystanders.LATER));
        }
        // A work place that is the server itself consists of processes with the same name.
        return child && bystanders.runSameProgram(row.pid(), row.parent()) ? Optional.empty() : bystanders.byKind(row);
    }

    private Optional<Container> elsewhere(ProcessRow row) {
        return identity(row).filter(ties::isElsewhere).map(it -> Container.unknown(it.pid()));
    }

    private boolean isInOurSession(ProcessRow row) {
        return sessions.contains(row.session());
    }

    /**
     * The sessions of the leader, of whoever holds a recorded socket, and the one that the launch began, as long as anybody is in it who is
     * proven otherwise, or was in it while it was proven: the kernel keeps the number of a session as long as it has members.
     */
    private Set<Long> sessionsOfMembers() {
        Set<Long> found = new HashSet<>();
        for (ProcessRow row : scan.rows().values()) {
            Standing standing = standing(row);
            boolean member = standing.kind() == Kind.MEMBER;
            boolean leads = member
                    && (standing.evidence() == Evidence.LEADER || ties.sockets().isHeldBy(row.pid()));
            boolean began =
                    launch.leader().filter(it -> it.pid() == row.session()).isPresent()
                            && (member || before.wasInSession(row));
            if (leads || began) {
                found.add(row.session());
            }
        }
        found.removeIf(it -> it <= 0 || it == ties.ownSession() || isOfSomebodyElse(it));
        return found;
    }

    /** A session that anybody older is in was not made by the launch. */
    private boolean isOfSomebodyElse(long session) {
        return scan.rows().values().stream()
                .anyMatch(row -> row.session() == session && !row.isGone() && ties.precedes(row));
    }

    private Comparator<ProcessRow> leaderFirst() {
        return Comparator.comparing((ProcessRow row) -> standing(row).evidence() != Evidence.LEADER)
                .thenComparingLong(ProcessRow::startTicks)
                .thenComparingLong(ProcessRow::pid);
    }

    private Optional<ProcessIdentity> identity(ProcessRow row) {
        return scan.table().identity(row.pid()).filter(it -> it.startTicks() == row.startTicks());
    }
}
