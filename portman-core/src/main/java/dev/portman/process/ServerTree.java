package dev.portman.process;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every process that belongs to one recorded server: its leader, whatever carries its cookie, whatever shares the session of the
 * proven leader or holds a socket of its, and all descendants of those. A wrapper that has ended does not hide what it started.
 */
public final class ServerTree implements Target {

    private final ServerRecord server;
    private final ProcessTable table;
    private final ProcessIdentity here;
    private final RecordedSockets sockets;
    /** Members stay provable by their session after the leader has gone: the kernel keeps a session's number while it has members. */
    private final Set<Member> seenInSession = new HashSet<>();

    /**
     * The tree of a recorded server.
     *
     * @param server its record
     * @param table where to look
     */
    public ServerTree(ServerRecord server, ProcessTable table) {
        this.server = server;
        this.table = table;
        this.here = table.self();
        this.sockets = new RecordedSockets(server);
    }

    @Override
    public List<Member> members() {
        List<ProcessRow> rows = table.rows();
        Map<Long, Evidence> found = new LinkedHashMap<>();
        boolean listens = sockets.look();
        server.leader().filter(this::isInTable).ifPresent(it -> found.put(it.pid(), Evidence.LEADER));
        List<ProcessRow> candidates = rows.stream()
                .filter(row -> !row.isGone() && !row.kernelThread() && !startedBefore(row))
                .toList();
        candidates.stream()
                .filter(row -> carriesCookie(row.pid()))
                .forEach(row -> found.putIfAbsent(row.pid(), Evidence.COOKIE));
        if (listens) {
            candidates.stream()
                    .filter(row -> !found.containsKey(row.pid()) && sockets.isHeldBy(row.pid()))
                    .forEach(row -> found.put(row.pid(), Evidence.SOCKET));
        }
        List<ProcessRow> session =
                candidates.stream().filter(this::isInLeadersSession).toList();
        if (isOurs(session, found)) {
            session.forEach(row -> found.putIfAbsent(row.pid(), Evidence.SESSION));
        }
        addDescendants(rows, found);
        List<Member> members = new ArrayList<>();
        rows.stream()
                .filter(row -> !row.isGone() && found.containsKey(row.pid()))
                .sorted(mastersFirst(found))
                .forEach(row -> member(row, found).ifPresent(members::add));
        members.stream().filter(it -> it.evidence() == Evidence.SESSION).forEach(seenInSession::add);
        return members;
    }

    @Override
    public Proof prove(Member member) {
        Optional<ProcessRow> row = table.row(member.pid());
        if (row.isEmpty() || row.get().isGone()) {
            return new Proof.Gone();
        }
        Optional<ProcessIdentity> now = table.identity(member.pid());
        if (now.isEmpty()) {
            return new Proof.Doubt("its identity cannot be read");
        }
        Optional<String> difference = member.identity().differenceTo(now.get());
        if (difference.isPresent()) {
            return new Proof.Doubt(difference.get());
        }
        return isTied(member, row.get())
                ? new Proof.Proven()
                : new Proof.Doubt("nothing ties pid " + member.pid() + " to "
                        + server.key().name() + " any more");
    }

    /**
     * Whether the leader, as recorded, is still in the table, be it as a zombie: it owns its session until it is reaped. Its pid and start
     * alone prove nothing, neither for itself nor for whatever descends from it.
     */
    private boolean isInTable(ProcessIdentity leader) {
        return leader.bootId().equals(here.bootId())
                && leader.namespaces().equals(here.namespaces())
                && table.row(leader.pid())
                        .filter(row -> row.startTicks() == leader.startTicks())
                        .filter(this::isTiedLeader)
                        .isPresent();
    }

    /** A leader may have lost its cookie by overwriting its environment, never by showing another one. */
    private boolean isTiedLeader(ProcessRow row) {
        return carriesCookie(row.pid())
                || sockets.isHeldBy(row.pid())
                || (leadsSession(row) && !table.showsItsEnvironment(row.pid()));
    }

    private static boolean leadsSession(ProcessRow row) {
        return row.session() == row.pid() || row.session() == ProcessRow.UNTOLD;
    }

    private boolean isInLeadersSession(ProcessRow row) {
        return server.leader().filter(leader -> leader.pid() == row.session()).isPresent();
    }

    /**
     * Whether the session with the leader's number is still the leader's: the kernel keeps the number as long as anybody is in it, so one
     * process that is proven otherwise, or was in it while it was proven, proves it for all.
     */
    private boolean isOurs(List<ProcessRow> session, Map<Long, Evidence> proven) {
        return proven.containsValue(Evidence.LEADER)
                || session.stream().anyMatch(row -> proven.containsKey(row.pid()) || wasSeenInSession(row));
    }

    private boolean wasSeenInSession(ProcessRow row) {
        return seenInSession.stream()
                .anyMatch(it -> it.pid() == row.pid() && it.identity().startTicks() == row.startTicks());
    }

    /** No member can be older than the one that started the server; spares reading the environments of all others. */
    private boolean startedBefore(ProcessRow row) {
        boolean leaderIsFirst = !server.spec().cleanup().preceded();
        long oldest = server.leader()
                .filter(it -> leaderIsFirst)
                .orElse(server.starter())
                .startTicks();
        return row.startTicks() < oldest;
    }

    private boolean carriesCookie(long pid) {
        return table.cookie(pid).filter(server.cookie()::equals).isPresent();
    }

    private static void addDescendants(List<ProcessRow> rows, Map<Long, Evidence> found) {
        boolean grew = !found.isEmpty();
        while (grew) {
            grew = false;
            for (ProcessRow row : rows) {
                if (found.containsKey(row.parent()) && !row.isGone()) {
                    grew |= found.putIfAbsent(row.pid(), Evidence.DESCENT) == null;
                }
            }
        }
    }

    private static Comparator<ProcessRow> mastersFirst(Map<Long, Evidence> found) {
        return Comparator.comparing((ProcessRow row) -> found.get(row.pid()) != Evidence.LEADER)
                .thenComparingLong(ProcessRow::startTicks)
                .thenComparingLong(ProcessRow::pid);
    }

    private Optional<Member> member(ProcessRow row, Map<Long, Evidence> found) {
        return table.identity(row.pid())
                .filter(it -> it.startTicks() == row.startTicks())
                .map(it -> new Member(it, row.session(), found.getOrDefault(row.pid(), Evidence.DESCENT)));
    }

    private boolean isTied(Member member, ProcessRow now) {
        if (carriesCookie(member.pid())) {
            return true;
        }
        return switch (member.evidence()) {
            case LEADER -> isTiedLeader(now);
            case SESSION -> now.session() == member.session() && seenInSession.contains(member);
            case DESCENT -> now.session() == member.session();
            case SOCKET -> sockets.look() && sockets.isHeldBy(member.pid());
            case COOKIE -> false;
        };
    }
}
