package dev.portman;

import dev.portman.internal.ownership.Liveness;
import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortState;
import dev.portman.process.Deadline;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again at a port whose holder is just ending: such a process gives up its sockets when it can hardly be seen any more, and what one
 * look after the other shows then is of two moments.
 *
 * @param machine where to look
 */
record SettledLook(Machine machine) {

    /** A hidden holder looks like one that ends, and never ends: there must be a last look. */
    static final int LOOKS = 4;

    /** How long to wait for the port to be let go before the next look. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What stands in the way of a start on a port. */
    PortConflict inTheWay(Supplier<PortConflict> look) {
        return settled(look, seen -> isLetGo(seen) || isEnding(seen));
    }

    /** Who listens on a port; that nobody does is an answer. */
    PortConflict listeners(Supplier<PortConflict> look) {
        return settled(look, this::isEnding);
    }

    private PortConflict settled(Supplier<PortConflict> look, Predicate<PortConflict> passing) {
        PortConflict seen = look.get();
        for (int looks = 1; looks < LOOKS && passing.test(seen); looks++) {
            int port = seen.port();
            Deadline.in(PAUSE).await(() -> !machine.finder().isListening(port));
            seen = look.get();
        }
        return seen;
    }

    /** Whether it was listened on, and nobody is found who does. */
    private static boolean isLetGo(PortConflict seen) {
        return seen.state() == PortState.LISTENING && seen.holders() instanceof Holders.Nobody;
    }

    /** Whether a socket has no holder that can be seen, or a holder was refused that is gone by now. */
    private boolean isEnding(PortConflict seen) {
        return seen.holders() instanceof Holders.CannotTell
                || seen.judged().stream()
                        .filter(it -> !it.verdict().isAllowed())
                        .anyMatch(it -> !Liveness.lives(it.holder().identity(), machine.table()));
    }
}
