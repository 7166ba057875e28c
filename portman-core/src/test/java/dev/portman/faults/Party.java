package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A portman that does one of the two verbs of a trial. */
final class Party {

    private static final Duration REAPED = Duration.ofSeconds(30);

    private final PairVerb verb;
    private final VerbJvm jvm;
    private final String at;
    private Optional<CompletableFuture<Said>> answer = Optional.empty();
    private List<ProcessHandle> guardians = List.of();
    private long begun;

    /** Does {@code verb} by {@code jvm} at a place, as {@link VerbJvm#tell} takes it. */
    Party(PairVerb verb, VerbJvm jvm, String at) {
        this.verb = verb;
        this.jvm = jvm;
        this.at = at;
    }

    VerbJvm jvm() {
        return jvm;
    }

    /** Begins to hold the server by a run or a build. */
    Party hold(String line) {
        answer = Optional.of(jvm.tell(line, at));
        return this;
    }

    /** Begins the verb itself. */
    void begin(int point) throws IOException {
        begun = System.nanoTime();
        switch (verb) {
            case RUN_ENDS -> {
                answer = Optional.empty();
                jvm.signal(point % 2 == 0 ? "INT" : "TERM");
            }
            case BUILD_DIES -> {
                answer = Optional.empty();
                guardians = jvm.guardians();
                jvm.kill();
            }
            case RELEASE -> answer = Optional.of(jvm.tell("release", at));
            default -> answer = Optional.of(jvm.tell(verb.line(), at));
        }
    }

    /** Whether nothing further happens by it. */
    boolean isOver() {
        return answer.map(CompletableFuture::isDone)
                .orElseGet(() -> !jvm.isAlive() && guardians.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Waits for its end. */
    Said said() {
        return answer.map(CompletableFuture::join).orElseGet(() -> {
            int code = jvm.end();
            // The JDK looks every few seconds whether a process has ended that is not its child.
            await().atMost(REAPED)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> guardians.stream().noneMatch(ProcessHandle::isAlive));
            String word = verb == PairVerb.BUILD_DIES ? "reaped" : "exit";
            return new Said(verb.line(), jvm.pid(), begun, System.nanoTime(), word, Integer.toString(code));
        });
    }
}
