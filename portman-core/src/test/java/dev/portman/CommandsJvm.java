package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.HealthCheck;
import dev.portman.model.Hooks;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts and stops a server with every kind of command beside it; each writes into one file what it carries. */
final class CommandsJvm {

    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private CommandsJvm() {}

    /** Arguments: state folder, project folder, file. Prints cookie and mark of the server. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[2]);
        ServerSpec spec = new SpecBuilder(Path.of(arguments[1]), "backend")
                .port(FreePort.any())
                .python(PythonServer.PLAIN)
                .check(new HealthCheck.Run(shows("check", file, 0), ENOUGH))
                // Ends with 1: the signal has to do.
                .stopping(new Stopping(ENOUGH, StopSignal.TERM, shows("stop", file, 1)))
                .hooks(new Hooks(List.of(shows("before", file, 0)), List.of(shows("after", file, 0)), ENOUGH))
                .build();
        Portman portman = Portman.open(Map.of("PORTMAN_STATE_HOME", arguments[0]), Allowances.NONE, event -> {});
        ServerRecord record = portman.start(spec).record();
        portman.stop(spec.key(), Optional.empty());
        System.out.println(record.cookie() + " " + record.mark().orElse(0));
    }

    private static List<String> shows(String name, Path file, int exitCode) {
        String script =
                "echo $0 ${PORTMAN_ID:-none} $(sed -n 's/^Max file locks *//p' /proc/self/limits) >> \"$1\"; exit $2";
        return List.of("/bin/sh", "-c", script, name, file.toString(), Integer.toString(exitCode));
    }
}
