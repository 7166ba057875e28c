package dev.portman.faults;

import java.time.Duration;
import java.util.List;

/** What can be done to a server while something else is done to it. */
enum PairVerb {
    START("start", "before begin, before end, server begin, server open, server ready"),
    STOP("stop", "server term, server end, after begin, after end"),
    RESTART("restart", "server term, after begin, after end, before begin, before end, server begin"),
    /** By name. */
    KILL("kill", "after begin, after end"),
    /** By SIGINT and SIGTERM in turn. */
    RUN_ENDS("run", "server term, server end, after begin, after end"),
    /** It is killed, and its guardian comes. */
    BUILD_DIES("build", "server term, server end, after begin, after end"),
    /** {@code --fix}, where a build and its guardian were killed. */
    DOCTOR("doctor", "server term, server end, after begin, after end"),
    RELEASE("build", "server term, server end, after begin, after end");

    private static final Duration LONGEST_HOLD = Duration.ofMillis(1200);

    private final String line;
    private final String way;

    /** {@code way} is what its servers and hooks note on it. */
    PairVerb(String line, String way) {
        this.line = line;
        this.way = way;
    }

    private List<String> way() {
        return List.of(way.split(", ", -1));
    }

    /** What a {@link VerbActor} is told: of those that end what they hold, to begin to hold it. */
    String line() {
        return line;
    }

    /** Whether it ends what its own process has started or joined. */
    boolean isHolder() {
        return this == RUN_ENDS || this == BUILD_DIES || this == RELEASE;
    }

    boolean isStart() {
        return this == START || this == RESTART;
    }

    /** Whether it may end what another process has started for good. */
    boolean isFree() {
        return this == STOP || this == KILL || isStart();
    }

    /** What is seen, and held, before the other verb begins, at a point of this one's way; empty at its very beginning. */
    String landmark(int point) {
        int place = point % (way().size() + 1);
        return place == 0 ? "" : way().get(place - 1);
    }

    /** How long to wait at the very beginning: until a reaper is there, a JVM has to be started. */
    Duration delay(int point) {
        return NotedServer.STEP
                .multipliedBy(round(point) * (this == BUILD_DIES ? 5L : 1L))
                .dividedBy(5);
    }

    /** How long a landmark is held once the other verb has begun: at first until that has ended, if it does. */
    Duration hold(int point) {
        return round(point) == 0 ? LONGEST_HOLD : NotedServer.STEP.multipliedBy(round(point) - 1L);
    }

    private int round(int point) {
        return point / (way().size() + 1);
    }
}
