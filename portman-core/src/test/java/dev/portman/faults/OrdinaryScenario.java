package dev.portman.faults;

import dev.portman.faults.ProcSnapshot.Entry;
import java.io.IOException;
import java.util.List;

/** What can happen to any server. */
enum OrdinaryScenario implements DaemonScenario {
    START_AND_STOP {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            trial.alone(trial.ready(trial.start(), trial.place(), trial.port()));
            trial.stop(trial.port());
        }
    },

    /** The stranger might be stopped, but is not. */
    STRANGER_IS_AVOIDED {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            trial.stranger(trial.port());
            trial.alone(trial.ready(trial.start("policy=FALLBACK"), trial.place(), trial.fallback()));
            trial.stop(trial.fallback());
        }
    },

    /** The stranger may not be stopped: it is another user's. */
    STRANGER_IS_PROTECTED {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            trial.strangerOfAnotherUser(trial.port());
            trial.alone(trial.ready(trial.start(), trial.place(), trial.fallback()));
            trial.stop(trial.fallback());
        }
    },

    STRANGER_IS_EVICTED {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            List<Entry> stranger = List.of(trial.toBeEvicted(trial.port()));
            DaemonAnswer answer = trial.start();
            trial.gone(stranger);
            trial.alone(trial.ready(answer, trial.place(), trial.port()));
            trial.stop(trial.port());
        }
    },

    /** By the policy for people, and by the one for builds. */
    PREVIOUS_RUN_IS_REPLACED {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            List<Entry> previous = trial.family(trial.ready(trial.start(), trial.place(), trial.port()));
            DaemonAnswer answer = trial.start(number % 2 == 0 ? "policy=EVICT" : "policy=RECLAIM");
            trial.gone(previous);
            trial.alone(trial.ready(answer, trial.place(), trial.port()));
            trial.stop(trial.port());
        }
    },

    /** It listens, and its check never passes; or the time is up while it is still going to the background. */
    NEVER_READY {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            trial.failed(trial.start("never=1", "limit=" + (800 - number % 10 * 70)));
        }
    },

    /** It listens on a port that the description does not name. */
    WRONG_PORT {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            trial.misconfigure();
            trial.failed(trial.start("listen=" + trial.elsewhere(), "limit=" + (500 + number % 10 * 50)));
        }
    },

    /** It cannot have the port that it is configured for: some end before they go to the background, some afterwards. */
    DIES {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            trial.stranger(trial.elsewhere());
            trial.misconfigure();
            trial.failed(trial.start("listen=" + trial.elsewhere(), "limit=800"));
            trial.saysTaken();
        }
    },

    RUN_IS_KILLED {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            DaemonJvm jvm = trial.another();
            String line = trial.startLine(trial.place(), "lifetime=BUILD");
            // Its guardian is its child.
            trial.alone(trial.ready(new DaemonAnswer(jvm.ask(line)), trial.place(), trial.port()), jvm.pid());
            jvm.kill();
            trial.nothingIsLeftSoon();
        }
    },

    /** While the daemon goes to the background. */
    RUN_IS_KILLED_EARLY {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            DaemonJvm jvm = trial.another();
            jvm.tell(trial.startLine(trial.place(), "lifetime=BUILD"));
            trial.claim(jvm.next().equals(DaemonJvm.LAUNCHED), "it was not launched");
            jvm.kill();
            trial.nothingIsLeftSoon();
        }
    },

    /** Another project wants the port, by all means that it has. */
    OTHER_PROJECT_EVICTS {
        @Override
        public void run(DaemonTrial trial, int number) throws IOException {
            long ours = trial.ready(trial.start(), trial.place(), trial.port());
            trial.alone(ours);
            List<Entry> family = trial.family(ours);
            Place other = trial.theirs();
            DaemonAnswer answer = new DaemonAnswer(trial.ask(trial.startLine(other, "policy=EVICT")));
            trial.unharmed(family);
            trial.alone(ours, trial.ready(answer, other, trial.fallback()));
            String killed = trial.ask("kill port=" + trial.port(), other);
            trial.claim(killed.startsWith("failed 0 RefusedException"), killed);
            trial.claim(trial.ask("stop", other).startsWith("stopped "), "the other one is not stopped");
            trial.unharmed(family);
            trial.claim(new LocalPort(trial.port()).answers(), "ours does not answer any more");
            trial.alone(ours);
            trial.stop(trial.port());
        }
    };
}
