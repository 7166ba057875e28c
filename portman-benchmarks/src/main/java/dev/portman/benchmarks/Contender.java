package dev.portman.benchmarks;

import java.io.IOException;

/**
 * One way to do a job.
 *
 * @param name as it stands in the table
 * @param trial does the job once, checks that it was done, and returns how long it took in nanoseconds
 */
record Contender(String name, Trial trial) {

    /** One run of a job, from a fresh start. */
    interface Trial {
        /**
         * Does the job.
         *
         * @throws WrongAnswer if it was not done
         */
        long nanos() throws IOException, InterruptedException;
    }
}
