package dev.portman.model;

import java.util.Optional;

/**
 * A holder together with all that the planner may know about it.
 *
 * @param holder who
 * @param relation what it is to the server that wants the port
 * @param verdict whether it may be signalled
 * @param server the recorded server that it belongs to; empty if it belongs to none
 */
public record JudgedHolder(PortHolder holder, Relation relation, Verdict verdict, Optional<ServerKey> server) {

    /** A holder that belongs to no recorded server. */
    public JudgedHolder(PortHolder holder, Relation relation, Verdict verdict) {
        this(holder, relation, verdict, Optional.empty());
    }

    /** What a holder is to the server that wants its port. */
    public enum Relation {
        /** Recorded under the same key: the previous run of the same server. */
        SAME_SERVER,
        /** A server of portman that nobody counts on any more, its build being proven dead or its folder gone: litter. */
        ABANDONED,
        /** A server that is stopped by the very call that wants the port. */
        LEAVING,
        /** Anything else, servers of other keys included. */
        STRANGER
    }
}
