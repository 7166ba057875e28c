package dev.portman;

import dev.portman.model.JudgedHolder.Relation;
import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.process.ProcessRow;
import dev.portman.process.ProcessTable;
import dev.portman.process.ServerLife;
import java.util.List;
import java.util.Optional;

/** Tells of any process to which recorded server it belongs; a snapshot for one operation. */
final class KnownServers {

    private final List<ServerRecord> records;
    private final ProcessTable table;

    KnownServers(List<ServerRecord> records, ProcessTable table) {
        this.records = List.copyOf(records);
        this.table = table;
    }

    /** The server that a process belongs to: by its cookie, or by the session of the proven leader. */
    Optional<ServerRecord> serverOf(ProcessIdentity process) {
        Optional<String> cookie = table.cookie(process.pid());
        long session = table.row(process.pid()).map(ProcessRow::session).orElse(ProcessRow.UNTOLD);
        return records.stream()
                .filter(it -> cookie.equals(Optional.of(it.cookie())) || isLedBy(it, process, session))
                .findFirst();
    }

    /** What a process is to whoever makes {@code claim}. */
    Relation relation(ProcessIdentity process, Claim claim) {
        Optional<ServerRecord> server = serverOf(process);
        if (server.map(ServerRecord::key).filter(claim).isPresent()) {
            return Relation.SAME_SERVER;
        }
        return server.filter(it -> isAbandoned(it, table)).isPresent() ? Relation.ABANDONED : Relation.STRANGER;
    }

    /** Who else counts on a process, in words that complete "it is ..."; empty if it is ours to stop. */
    Optional<String> leaseHolder(ProcessIdentity process, Claim claim) {
        return serverOf(process)
                .filter(it -> !claim.test(it.key()) && !isAbandoned(it, table))
                .map(it -> it.spec().lifetime() == Lifetime.BUILD
                        ? "server " + it.key().name() + " of a build that is still running (pid "
                                + livingUsers(it, table).stream()
                                        .findFirst()
                                        .orElse(it.starter())
                                        .pid()
                                + ") in " + it.key().directory()
                        : "server " + it.key().name() + " of " + it.key().directory()
                                + ", started to stay; stop it there, or name its pid");
    }

    /** Whether it was to die with builds that are all proven dead, or have released it. */
    static boolean isAbandoned(ServerRecord server, ProcessTable table) {
        return server.spec().lifetime() == Lifetime.BUILD
                && livingUsers(server, table).isEmpty();
    }

    /** The processes beside this one that count on a server. */
    static List<ProcessIdentity> otherUsers(ServerRecord server, ProcessTable table) {
        ProcessIdentity self = table.self();
        return livingUsers(server, table).stream()
                .filter(it -> !it.isSameProcessAs(self))
                .toList();
    }

    private static List<ProcessIdentity> livingUsers(ServerRecord server, ProcessTable table) {
        return server.users().stream().filter(it -> ServerLife.lives(it, table)).toList();
    }

    private boolean isLedBy(ServerRecord server, ProcessIdentity process, long session) {
        return server.leader()
                .filter(leader -> leader.isSameProcessAs(process)
                        || (leader.pid() == session
                                && table.identity(session)
                                        .filter(leader::isSameProcessAs)
                                        .isPresent()))
                .isPresent();
    }
}
