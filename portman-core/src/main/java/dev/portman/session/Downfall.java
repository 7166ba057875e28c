package dev.portman.session;

import dev.portman.model.FailureCause;
import dev.portman.model.NotReadyException;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerFailedException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a server came to its end, as far as that decides whether it is started again.
 *
 * @param exitCode 128 and more for a signal; empty if it is not known, or if it did not end by itself
 * @param nature what that means
 * @param port the port that was in use, if that is what it failed by
 */
record Downfall(Optional<Integer> exitCode, Nature nature, OptionalInt port) {

    /** What an end means. */
    enum Nature {
        /** It was done, or nobody knows. */
        CALM,
        /** The next time may go better. */
        FAILURE,
        /** The next time would go the same way. */
        HOPELESS
    }

    /** Of a server that ran. */
    static Downfall of(Optional<Integer> exitCode, Optional<FailureCause> cause) {
        boolean calm = exitCode.isEmpty() || exitCode.get() == 0;
        return new Downfall(exitCode, calm ? Nature.CALM : natureOf(cause), portOf(cause));
    }

    /** Of a start that failed; one whose port is held, whose words are wrong or whose program is missing would fail again. */
    static Downfall of(PortmanException failed) {
        if (failed instanceof ServerFailedException server) {
            return server.endedWith().isPresent()
                    ? of(server.endedWith(), server.reason())
                    : new Downfall(Optional.empty(), natureOf(server.reason()), portOf(server.reason()));
        }
        boolean late = failed instanceof NotReadyException;
        return new Downfall(Optional.empty(), late ? Nature.FAILURE : Nature.HOPELESS, OptionalInt.empty());
    }

    private static Nature natureOf(Optional<FailureCause> cause) {
        return portOf(cause).isPresent() ? Nature.HOPELESS : Nature.FAILURE;
    }

    private static OptionalInt portOf(Optional<FailureCause> cause) {
        return cause.isPresent() && cause.get() instanceof FailureCause.AddressInUse inUse
                ? OptionalInt.of(inUse.port())
                : OptionalInt.empty();
    }
}
