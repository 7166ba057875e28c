package dev.portman.internal.ownership;

import dev.portman.model.JudgedHolder.Relation;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member.Evidence;
import dev.portman.process.ProcessTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of any process to which recorded server it belongs, and by which proof: the one answer, for holders of ports, members, status and
 * guard alike. A process belongs to a server exactly if it is in that server's {@link ServerTree}.
 */
public final class ServerOwnership {

    private final List<ServerRecord> records;
    private final ProcessTable table;
    private Optional<ProcessScan> latest = Optional.empty();
    private final List<Tree> trees = new ArrayList<>();
    private final Map<ServerKey, Backing> backings = new HashMap<>();

    /**
     * What one record says, and the processes of it.
     *
     * @param server the record
     * @param scan its members and bystanders
     */
    private record Tree(ServerRecord server, TreeScan scan) {}

    /**
     * A process of a recorded server.
     *
     * @param server its record
     * @param evidence by which proof it belongs to it
     */
    public record Owned(ServerRecord server, Evidence evidence) {}

    /**
     * The ownership by some records.
     *
     * @param records of all servers of this user, as they were read
     * @param table where to look
     */
    public ServerOwnership(List<ServerRecord> records, ProcessTable table) {
        this.records = List.copyOf(records);
        this.table = table;
    }

    /** The server that a process belongs to; of several the one with the strongest proof. */
    public Optional<Owned> ownerOf(ProcessIdentity process) {
        look(process);
        return trees.stream()
                .flatMap(tree -> tree.scan().evidence(process).map(it -> new Owned(tree.server(), it)).stream())
                .min(Comparator.comparing(Owned::evidence));
    }

    /** The same, without its proof. */
    public Optional<ServerRecord> serverOf(ProcessIdentity process) {
        return ownerOf(process).map(Owned::server);
    }

    /** What a process is to whoever acts for {@code scope}. */
    public Relation relation(ProcessIdentity process, OwnershipScope scope) {
        Optional<ServerRecord> server = serverOf(process);
        if (server.filter(it -> isOwn(it, scope)).isPresent()) {
            return Relation.SAME_SERVER;
        }
        return server.filter(it -> backing(it).isNobodys()).isPresent() ? Relation.ABANDONED : Relation.STRANGER;
    }

    /** Who else counts on a process, in words that complete "it is ..."; empty if it is ours to stop. */
    public Optional<String> leaseHolder(ProcessIdentity process, OwnershipScope scope) {
        return serverOf(process)
                .filter(it -> !scope.permits(it.key(), backing(it)))
                .map(it -> "server " + it.key().name() + of(it, backing(it)));
    }

    private boolean isOwn(ServerRecord server, OwnershipScope scope) {
        return scope.owns(server.key(), !backing(server).users().isEmpty());
    }

    private static String of(ServerRecord server, Backing backing) {
        String folder = server.key().directory() + (backing.folderGone() ? ", which is gone" : "");
        if (!backing.users().isEmpty()) {
            return (server.key().isOfBuild() ? " of a build that is still running (pid " : " that is in use (by pid ")
                    + backing.users().get(0).pid() + ") in " + folder;
        }
        return backing.folderGone()
                ? " of " + folder + "; pid " + server.starter().pid() + " is just starting it"
                : " of " + folder + ", started to stay; stop it there, or name its pid";
    }

    /** Looked at once, so that all answers are of the same moment. */
    private Backing backing(ServerRecord server) {
        return backings.computeIfAbsent(server.key(), key -> Backing.of(server, table));
    }

    /** One scan serves all questions, until one is asked about a process that came later. */
    private void look(ProcessIdentity process) {
        boolean seen = latest.map(it -> it.rows().get(process.pid()))
                .filter(row -> row.startTicks() == process.startTicks())
                .isPresent();
        if (seen) {
            return;
        }
        ProcessScan scan = new ProcessScan(table);
        latest = Optional.of(scan);
        trees.clear();
        ProcessIdentity here = table.self();
        for (ServerRecord record : records) {
            ProcessIdentity known = record.leader().orElse(record.starter());
            Launch launch = Launch.of(record);
            if (known.bootId().equals(here.bootId())
                    && known.namespaces().equals(here.namespaces())
                    && scan.mayHaveMembers(launch)) {
                Ties ties = new Ties(launch, table, new RecordedSockets(launch));
                trees.add(new Tree(record, new TreeScan(ties, scan, new Sightings())));
            }
        }
    }
}
