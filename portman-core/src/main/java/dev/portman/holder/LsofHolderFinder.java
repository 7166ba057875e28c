package dev.portman.holder;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.ProcessTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds holders through lsof, for systems without /proc (macOS). There a process is identified as {@link ProcessTable} does
 * it without /proc: by its start instant in milliseconds in place of ticks, with empty boot id and namespaces. lsof shows other users' processes only to root, so
 * "nobody" may mean "nobody of ours": a port that cannot be bound all the same is {@code BOUND} to the probe.
 */
final class LsofHolderFinder implements HolderFinder {

    /** Beyond that many it is simpler to ask for all listeners than to name the ports in one argument. */
    private static final int NAMED_PORTS = 100;

    private final LsofCommand lsof;
    private final ProcessTable table;

    LsofHolderFinder() {
        this(new LsofCommand(), ProcessTable.forThisSystem());
    }

    LsofHolderFinder(LsofCommand lsof, ProcessTable table) {
        this.lsof = lsof;
        this.table = table;
    }

    @Override
    public Optional<PortHolder> ownerOf(int port, ProcessIdentity hint) {
        for (PortHolder holder : holders(port).visibleHolders()) {
            if (hint.isSameProcessAs(holder.identity())) {
                return Optional.of(holder);
            }
        }
        return Optional.empty();
    }

    @Override
    public Map<Integer, Holders> holders(Set<Integer> ports) {
        Map<Integer, Holders> answers = new HashMap<>();
        if (ports.isEmpty()) {
            return answers;
        }
        try {
            List<String> lines = lsof.listeners(ports.size() > NAMED_PORTS ? List.of() : new TreeSet<>(ports));
            LsofOutput output = LsofOutput.parse(lines);
            for (int port : ports) {
                answers.put(port, answer(port, output));
            }
        } catch (IOException failed) {
            Holders reason = new Holders.LookFailed(String.valueOf(failed.getMessage()));
            for (int port : ports) {
                answers.put(port, reason);
            }
        }
        return answers;
    }

    @Override
    public Set<Integer> listeningPorts() {
        Set<Integer> ports = new TreeSet<>();
        try {
            for (LsofSocket socket : LsofOutput.parse(lsof.listeners(List.of())).sockets()) {
                ports.add(socket.port());
            }
        } catch (IOException failed) {
            // Only a hint where to begin the search for a free port; the bind that follows decides.
            return Set.of();
        }
        return ports;
    }

    private Holders answer(int port, LsofOutput output) {
        FoundHolders found = new FoundHolders();
        Optional<LsofSocket> unproven = Optional.empty();
        for (LsofSocket socket : output.sockets()) {
            if (socket.port() == port) {
                Optional<SeenProcess> process = SeenProcess.in(table, socket.pid());
                if (process.isPresent()) {
                    found.add(process.get(), port, socket.address(), socket.inode());
                } else {
                    unproven = Optional.of(socket);
                }
            }
        }
        List<PortHolder> visible = found.of(port);
        if (unproven.isPresent()) {
            LsofSocket socket = unproven.get();
            return new Holders.CannotTell(
                    "lsof named pid " + socket.pid() + " (" + socket.command() + ", user " + socket.user()
                            + "), of which nothing else can be learnt",
                    visible);
        }
        if (!output.complaints().isEmpty()) {
            String reason =
                    "lsof's answer is incomplete: " + output.complaints().get(0);
            return visible.isEmpty() ? new Holders.LookFailed(reason) : new Holders.CannotTell(reason, visible);
        }
        return visible.isEmpty() ? new Holders.Nobody() : new Holders.Known(visible);
    }
}
