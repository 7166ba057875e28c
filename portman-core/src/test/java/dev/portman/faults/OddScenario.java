package dev.portman.faults;

import dev.portman.faults.ProcSnapshot.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What only a daemon does that means it, or that is in a hurry. */
enum OddScenario implements DaemonScenario {

    /** While processes of the server end one after the other, everything is looked at. */
    LOOKED_AT {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            long master = trial.ready(trial.start(), trial.place(), trial.port());
            String looked = trial.ask("look times=10 port=" + trial.port(), trial.place());
            trial.claim(looked.equals("looked " + master), looked);
            trial.stop(trial.port());
        }
    },

    /** As long as it is told, the pid of a stranger: before it is ready, when it is replaced, and when it is stopped. */
    PID_IS_A_LIE {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            String stranger = Long.toString(trial.stranger(0));
            Files.writeString(trial.place().project().resolve("stranger"), stranger);
            List<Entry> first = trial.family(trial.ready(trial.start(), trial.place(), trial.port()));
            Files.writeString(ShownPids.pidFile(trial.place().project()), stranger);
            DaemonAnswer answer = trial.start();
            trial.gone(first);
            trial.alone(trial.ready(answer, trial.place(), trial.port()));
            Files.writeString(ShownPids.pidFile(trial.place().project()), stranger);
            trial.stop(trial.port());
        }
    }
}
