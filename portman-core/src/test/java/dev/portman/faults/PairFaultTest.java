package dev.portman.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two verbs at once on one server, each pair at many points of the first one's way.
 *
 * <p>That it would notice was tried by switching off one guard after the other, by hand, and running what stands behind it with
 * {@code -Dportman.faults=full -Dportman.faults.pair=...}:
 *
 * <table>
 * <caption>Guards that were switched off</caption>
 * <tr><th>guard</th><th>pairs</th><th>seen</th></tr>
 * <tr><td>{@code Lifecycle.claimed}: a stop under way is another's</td><td>{@code STOP-.*}</td><td>clean-up run 2 times</td></tr>
 * <tr><td>{@code Stopper.end}: joins that stop</td><td>{@code STOP-.*}</td><td>false word: nothing was running</td></tr>
 * <tr><td>{@code StartFacts.phase} and {@code StartAttempt.lease}: a start waits for it</td><td>{@code STOP-.*}</td><td>clean-up over the next start</td></tr>
 * <tr><td>{@code Lifecycle.now}: of the very start that was seen</td><td>{@code RESTART-R.*}</td><td>what was restarted is lost</td></tr>
 * <tr><td>{@code Lifecycle.whileIntended}: launched only if nobody has claimed it</td><td>{@code START-STOP}</td><td>clean-up while its own server lives</td></tr>
 * <tr><td>{@code Lifecycle.move}: saved only if nobody has claimed it</td><td>{@code START-STOP}</td><td>ready, but ended before it was said</td></tr>
 * </table>
 */
@Tag("faults")
class PairFaultTest {

    private static final int POINTS = 20;

    /** Trials wait most of their time. */
    private static final int LANES = 4;

    private static final long SEED = Long.getLong("portman.faults.seed", System.nanoTime());

    /** A pattern such as {@code STOP-START}, or {@code STOP-.*} for all with STOP first. */
    private static final String ONLY = System.getProperty("portman.faults.pair", ".*");

    @TempDir
    Path folder;

    @Test
    void noServerIsLostLeftOrDoubledByTwoVerbsAtOnce() throws Exception {
        Row row = Row.of(
                "F119",
                "two of start, stop, restart, kill, the end of a run by a signal, `kill -9` of a build, `doctor --fix` and the release of a build on one server, every pair, the second one begun at points of the first one's way",
                "servers lost, left or doubled, clean-ups run twice or over a later start, or false words");
        Queue<Pair> open = new ConcurrentLinkedQueue<>(pairs());
        row.note("seed " + SEED);
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            for (Future<Void> each :
                    lanes.invokeAll(Collections.<Callable<Void>>nCopies(LANES, () -> lane(open, row)))) {
                each.get();
            }
        } finally {
            lanes.shutdownNow();
        }
        row.end();
    }

    private static List<Pair> pairs() {
        Random random = new Random(SEED);
        List<Pair> pairs = new ArrayList<>();
        for (Pair each : Pair.all()) {
            if (each.name().matches(ONLY)) {
                List<Integer> points = new ArrayList<>();
                for (int i = 0; i < POINTS; i++) {
                    points.add(i);
                }
                Collections.shuffle(points, random);
                points.subList(0, Trials.of(1, POINTS)).forEach(it -> pairs.add(each.at(it)));
            }
        }
        Collections.shuffle(pairs, random);
        return pairs;
    }

    private Void lane(Queue<Pair> open, Row row) throws IOException {
        try (VerbJvm one = VerbJvm.start();
                VerbJvm other = VerbJvm.start()) {
            for (Pair pair = open.poll(); pair != null; pair = open.poll()) {
                try (PairTrial trial = new PairTrial(pair, Place.in(folder))) {
                    String wrong = trial.run(one, other);
                    row.trial(!wrong.isEmpty(), wrong);
                }
            }
        }
        return null;
    }
}
