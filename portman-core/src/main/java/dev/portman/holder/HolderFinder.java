package dev.portman.holder;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Answers who listens on a port, the one question of portman whose answer depends on the operating system. */
public interface HolderFinder {

    /**
     * The recorded holder, if {@code hint} still is the same process and still listens on {@code port}. The cost depends
     * neither on the number of processes nor, on a hit, on the number of connections.
     *
     * @return its addresses and inodes may be only those of the first listening socket found; empty if the hinted process is
     *     gone, another one, unreadable, or does not listen there: ask {@link #holders} then
     */
    Optional<PortHolder> ownerOf(int port, ProcessIdentity hint);

    /**
     * The inodes of all sockets that listen on {@code port}, if the hinted process has every one of them, so that nobody answers there without it;
     * others may have the same sockets. The cost does not depend on the number of processes.
     *
     * @return empty also where that cannot be told so cheaply: ask {@link #holders} then
     */
    default Set<Long> soleSockets(int port, ProcessIdentity hint) {
        return Set.of();
    }

    /**
     * Of which of some processes {@link #ownerOf} would find that they hold their port; cheaper, since nobody asks how people know them, and
     * since one look at the sockets serves all.
     *
     * @return in the order of {@code leaders}
     */
    default boolean[] own(List<Leader> leaders) {
        boolean[] owned = new boolean[leaders.size()];
        for (int i = 0; i < owned.length; i++) {
            owned[i] = ownerOf(leaders.get(i).port(), leaders.get(i).process()).isPresent();
        }
        return owned;
    }

    /** Every holder of each of {@code ports}, in one look at the machine; every port asked for has an answer. */
    Map<Integer, Holders> holders(Set<Integer> ports);

    /** Every holder of {@code port}. */
    default Holders holders(int port) {
        return holders(Set.of(port)).getOrDefault(port, new Holders.Nobody());
    }

    /**
     * The sockets that listen on {@code port}, each with the user who made it, as the system tells everybody, whoever holds them; empty where it
     * does not.
     */
    default Map<Long, Long> socketUsers(int port) {
        return Map.of();
    }

    /** Whether what a living process holds is hidden from us, so that not finding a socket with it means nothing. */
    default boolean isHidden(long pid) {
        return false;
    }

    /** The ports on which anybody listens, as far as we can see, in one look; empty also if looking failed. */
    Set<Integer> listeningPorts();

    /** Whether anybody listens on {@code port}, on any address, as far as we can see; cheaper than asking who. */
    default boolean isListening(int port) {
        return listeningPorts().contains(port);
    }

    /**
     * How many connections, and memories of ended ones, have {@code port} as their local end; empty where the system does not
     * tell.
     */
    default OptionalInt connections(int port) {
        return OptionalInt.empty();
    }

    /** The finder for the system we run on: the one place where that is decided. */
    static HolderFinder forThisSystem() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        // Where /proc hides its tables lsof finds nothing either, and takes that for nobody.
        return linux ? new ProcHolderFinder() : new LsofHolderFinder();
    }
}
