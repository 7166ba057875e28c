package dev.portman.health;

import dev.portman.internal.ownership.Container;
import dev.portman.model.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How the wait for a server ended. */
public sealed interface ReadinessOutcome {

    /**
     * Every check passed, and the server was still alive afterwards.
     *
     * @param after since the launch
     * @param open when the port accepted for the first time, since the launch
     * @param at the time of this moment, in the ticks of processes
     * @param socketInodes the listening sockets of the server on its port
     * @param checks the result of each check
     */
    record Ready(Duration after, Duration open, long at, Set<Long> socketInodes, List<CheckResult> checks)
            implements ReadinessOutcome {}

    /**
     * The launched process ended first.
     *
     * @param exitCode as the JDK tells it: 128 + n for signal n
     * @param treeLives whether other processes of the server go on
     * @param after since the launch
     */
    record Died(int exitCode, boolean treeLives, Duration after) implements ReadinessOutcome {}

    /**
     * What was launched has started a container, and that answers on the port, or is all that is left of it.
     *
     * @param container which one
     * @param after since the launch
     */
    record Contained(Container container, Duration after) implements ReadinessOutcome {}

    /**
     * The server has said in its log that it will not come up.
     *
     * @param line what it said, as it was written
     * @param pattern which matched
     * @param after since the launch
     */
    record Failed(String line, Pattern pattern, Duration after) implements ReadinessOutcome {}

    /**
     * Time was up, or the waiting thread was interrupted.
     *
     * @param pending what was still missing, in words
     * @param after since the launch
     * @param checks the last result of each check that was tried
     */
    record TimedOut(String pending, Duration after, List<CheckResult> checks) implements ReadinessOutcome {}

    /** Nobody wants the server any more; it was not ready until then. */
    record Withdrawn() implements ReadinessOutcome {}
}
