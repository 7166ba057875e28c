package dev.portman.process;

import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Verdict;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Launches a server that has no handlers of its own, stops it by a signal and prints how it went: for a JVM of its own. */
final class StopBySignal {

    private StopBySignal() {}

    public static void main(String[] arguments) {
        Stopping how = new Stopping(Duration.ofSeconds(5), StopSignal.valueOf(arguments[1]), List.of());
        SpecBuilder spec =
                new SpecBuilder(Path.of(arguments[0]), "server").stopping(how).argv(List.of("/bin/sleep", "60"));
        ProcessTable table = ProcessTable.forThisSystem();
        try (LaunchedServer server = LaunchedServer.launch(spec.build())) {
            System.out.println(new Terminator(table, member -> new Verdict.Allowed())
                    .terminate(new ServerTree(server.record(), table), how)
                    .how());
        }
    }
}
