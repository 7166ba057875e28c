package dev.portman.faults;

import dev.portman.testing.FreePort;
import dev.portman.testing.Guardians;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One verb on a server, and another one that begins at a point of its way; each by a portman of its own where that can be. */
final class PairTrial implements AutoCloseable {

    private static final String NAME = "web";
    private static final Duration LONGEST_WAY = Duration.ofSeconds(15);

    private final Pair pair;
    private final PairVerb first;
    private final PairVerb second;
    private final String landmark;
    private final Place place;
    private final Witness witness;
    private final int port = FreePort.any();
    private final List<Party> parties = new ArrayList<>();

    PairTrial(Pair pair, Place place) {
        this.pair = pair;
        this.first = pair.first();
        this.second = pair.second();
        this.landmark = pair.first().landmark(pair.point());
        this.place = place;
        this.witness = new Witness(NotedServer.notes(place.project()));
    }

    /** Does it; what was wrong, with all that happened, or an empty text. */
    String run(VerbJvm one, VerbJvm other) throws IOException {
        Party a = party(first, one);
        Party b =
                first == PairVerb.START && second.isHolder() ? new Party(second, a.jvm(), at()) : party(second, other);
        prepare(a, b);
        if (!landmark.isEmpty()) {
            NotedServer.hold(place.project(), NAME + " " + landmark);
        }
        long begun = System.nanoTime();
        if (first == PairVerb.START && pair.isOfOne()) {
            a.hold(second.line());
        } else {
            a.begin(pair.point());
        }
        awaitPoint(a, begun);
        if (first == PairVerb.DOCTOR && second.isHolder()) {
            b.hold(second.line()).said();
        }
        b.begin(pair.point());
        if (!landmark.isEmpty()) {
            await(b::isOver, first.hold(pair.point()));
        }
        NotedServer.letGo(place.project());
        List<Said> said = List.of(a.said(), b.said());
        PairFacts facts = PairFacts.of(place, NAME, port, witness);
        List<String> wrong = new PairJudge(List.of(first, second), said, facts).wrong();
        return wrong.isEmpty() ? "" : wrong + story(begun, said);
    }

    /** Verbs that hold something end with their JVM, so that one is their own. */
    private Party party(PairVerb verb, VerbJvm pooled) throws IOException {
        boolean own = verb.isHolder() || pair.isOfOne();
        Party party = new Party(verb, own ? VerbJvm.start() : pooled, at());
        if (own) {
            parties.add(party);
        }
        return party;
    }

    private String at() {
        return place.state() + " " + place.project() + " " + NotedServer.STEP.toMillis() + " " + NAME + "=" + port;
    }

    /** What has to be there for the first verb, and for the second one if that holds something. */
    private void prepare(Party a, Party b) throws IOException {
        if (first == PairVerb.START) {
            return;
        }
        if (first == PairVerb.DOCTOR) {
            try (VerbJvm build = VerbJvm.start()) {
                build.tell("build", at()).join();
                build.guardians().forEach(ProcessHandle::destroyForcibly);
                build.kill();
            }
            return;
        }
        if (first.isHolder()) {
            a.hold(first.line()).said();
        }
        if (second.isHolder() && !pair.isOfOne()) {
            b.hold(second.line()).said();
        } else if (!first.isHolder()) {
            a.jvm().tell("start", at()).join();
        }
    }

    private void awaitPoint(Party a, long begun) {
        if (landmark.isEmpty()) {
            await(() -> false, first.delay(pair.point()));
        } else {
            await(
                    () -> a.isOver()
                            || witness.notes().stream()
                                    .anyMatch(
                                            it -> it.at() > begun && it.words().equals(landmark)),
                    LONGEST_WAY);
        }
    }

    /** At most that long. */
    private static void await(BooleanSupplier holds, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && !holds.getAsBoolean()) {
            try {
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String story(long begun, List<Said> said) {
        return "\n  " + first + " x " + second + " at point " + pair.point() + " (" + landmark + "), port " + port
                + Story.of(begun, said, witness.notes());
    }

    /** Whatever was found, nothing stays. */
    @Override
    public void close() {
        parties.forEach(it -> it.jvm().close());
        Guardians.awaitEndIn(place.state());
        PairFacts.living(place).forEach(ProcessHandle::destroyForcibly);
        witness.close();
    }
}
