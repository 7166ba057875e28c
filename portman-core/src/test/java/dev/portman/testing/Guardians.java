package dev.portman.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The guardians and reapers of builds that tests have ended: as long as one is at work, it writes into the folder that the test is about to delete. */
public final class Guardians {

    private Guardians() {}

    /** Returns when nobody but our own children is at work in a state folder. */
    public static void awaitEndIn(Path state) {
        await().atMost(Duration.ofSeconds(60)).until(() -> strangersIn(state).isEmpty());
    }

    /** The pids of those that this JVM has in a state folder. */
    public static List<Long> ofThisJvm(Path state) {
        return ProcessHandle.current()
                .children()
                .filter(it -> worksIn(state, it))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static List<ProcessHandle> strangersIn(Path state) {
        List<ProcessHandle> ours = ProcessHandle.current().descendants().toList();
        return ProcessHandle.allProcesses()
                .filter(it -> worksIn(state, it) && !ours.contains(it))
                .toList();
    }

    private static boolean worksIn(Path state, ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .startsWith(state);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }
}
