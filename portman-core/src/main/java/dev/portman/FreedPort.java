package dev.portman;

import dev.portman.internal.ownership.OwnershipScope;
import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortState;
import dev.portman.model.PortmanException;
import dev.portman.report.Sentences;
import java.util.Optional;

/**
 * A port that is to be free once whoever had it is gone: a stop is only true when it can be bound.
 *
 * @param port which
 * @param means to look
 */
record FreedPort(int port, Means means) {

    /**
     * Why it cannot be bound by a server; empty if it can, or could by another user.
     *
     * @param state how it was found
     * @param before what the sentence begins with
     * @param claim in whose name this is asked
     */
    Optional<PortmanException> held(PortState state, String before, OwnershipScope claim) {
        if (state == PortState.FREE || state == PortState.NO_PERMISSION) {
            return Optional.empty();
        }
        Holders holders = means.machine().finder().holders(port);
        PortConflict conflict =
                new PortConflict(port, state, holders, new StartFacts(means).judged(holders, claim), true);
        return Optional.of(new PortHeldException(before + Sentences.of(conflict), Sentences.advice(conflict)));
    }

    /**
     * Looks again after the act.
     *
     * @throws PortHeldException as {@link #held}
     */
    void orRefuse(PortState state, String before, OwnershipScope claim) {
        held(state, before, claim).ifPresent(it -> {
            throw it;
        });
    }
}
