package dev.portman.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Servers that put themselves into the background, in all that can happen to a server; {@code -Dportman.test.unmarked=true} does it without the mark. */
@Tag("faults")
class DaemonFaultTest {

    private static final String ALL =
            "start, stop, conflict with strangers, with its previous run and with another project, starts that fail, "
                    + "`kill -9` of the run that it belongs to";

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("dev.portman.faults.Daemon#ORDINARY")
    void aDaemonIsAServerAsAnyOther(Daemon daemon) throws IOException {
        new DaemonRow(daemon, ALL, folder).run(List.of(OrdinaryScenario.values()));
    }

    @Test
    void fortyThatEndMeanwhileAreNoReasonToFail() throws IOException {
        new DaemonRow(Daemon.FORTY_END, "start, `status`, `doctor`, stop, a start that fails", folder)
                .run(List.of(OddScenario.LOOKED_AT, OrdinaryScenario.NEVER_READY));
    }

    @Test
    void aDaemonWhoseFirstProcessNobodyHasSeenIsOursAllTheSame() throws IOException {
        new DaemonRow(
                        Daemon.FIRST_ENDS,
                        "start, conflict with its previous run, a start that fails, `kill -9` of its run, stop",
                        folder)
                .run(List.of(
                        OrdinaryScenario.START_AND_STOP,
                        OrdinaryScenario.PREVIOUS_RUN_IS_REPLACED,
                        OrdinaryScenario.NEVER_READY,
                        OrdinaryScenario.RUN_IS_KILLED_EARLY));
    }

    @Test
    void aStrangerThatAPidFileNamesIsLeftAlone() throws IOException {
        new DaemonRow(Daemon.PID_FILE_LIES, "start, conflict with its previous run, stop", folder)
                .run(List.of(OddScenario.PID_IS_A_LIE));
    }
}
