package dev.portman.session;

import dev.portman.model.AfterEnd;
import dev.portman.model.Restart;
import java.time.Duration;

/**
 * Judges what becomes of a server that has ended: without a clock, and without a look.
 *
 * @param most how often it is started again in a row
 * @param first how long the first of these restarts is put off; each further one twice as long
 * @param settled how long it must have been up for the next restart to be the first again
 */
record RestartPolicy(int most, Duration first, Duration settled) {

    /** What users get: 1, 2, 4, 8 and 16 s, from the beginning again after a minute. */
    static final RestartPolicy USUAL = new RestartPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * What becomes of it.
     *
     * @param wanted what its description says
     * @param before how often it was started again in a row up to now
     * @param lived how long it was up; nothing if its start failed
     */
    AfterEnd judge(Restart wanted, Downfall downfall, int before, Duration lived) {
        if (wanted == Restart.NEVER || downfall.nature() == Downfall.Nature.CALM) {
            return new AfterEnd.Stays();
        }
        if (downfall.nature() == Downfall.Nature.HOPELESS) {
            return new AfterEnd.InVain(downfall.port());
        }
        int inARow = lived.compareTo(settled) >= 0 ? 0 : before;
        return inARow >= most
                ? new AfterEnd.GivenUp(most)
                : new AfterEnd.Again(inARow + 1, most, first.multipliedBy(1L << inARow));
    }
}
