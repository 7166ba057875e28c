package dev.portman.faults;

import java.io.IOException;

/** What is done with a daemon, and what must follow. */
interface DaemonScenario {

    /**
     * Does it.
     *
     * @param number of the trial, from 0 on: some things are done in more than one way
     */
    void run(DaemonTrial trial, int number) throws IOException;
}
