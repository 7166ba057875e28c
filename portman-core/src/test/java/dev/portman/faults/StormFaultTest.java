package dev.portman.faults;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many verbs at once, with portman killed in between: whatever is said has to be true, and in the end nothing is left.
 *
 * <p>Tried as in {@link PairFaultTest}, four rounds each: a {@code StatusLook} that does not know of stops (servers that end are called
 * unhealthy), one that takes for running what a killed start has left (it did not serve), and a {@code Lifecycle.beginsCleanup} that notes
 * nothing (clean-up run 2 times) were all noticed.
 */
@Tag("faults")
class StormFaultTest {

    private static final long SEED = Long.getLong("portman.faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void noDocumentIsFalseAndNothingIsLeft() throws Exception {
        Row row = Row.of(
                "F121",
                "8 portmans do verbs by chance on 3 servers of one folder for some seconds, while portmans are killed by chance; then stop and `doctor --fix`",
                "rounds with a false statement, a server doubled, a clean-up run twice or over a later start, or something left");
        Random random = new Random(SEED);
        int statements = 0;
        for (int i = 0; i < Trials.of(3, 100); i++) {
            long seed = random.nextLong();
            try (Storm storm = new Storm(Place.in(folder), seed)) {
                String wrong = storm.run();
                row.trial(!wrong.isEmpty(), wrong);
                System.out.println("seed " + seed + ": " + storm.counts());
                statements += storm.judge().count();
            }
        }
        row.note(statements + " statements compared, seed " + SEED);
        row.end();
    }
}
