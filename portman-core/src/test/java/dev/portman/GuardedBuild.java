package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.Hooks;
import dev.portman.model.Lifetime;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A build whose server is to end with it; it lives until the end of its input. */
final class GuardedBuild {

    private GuardedBuild() {}

    /** Arguments: state folder, project folder, and a file that {@code afterStop} writes its environment to. Prints the server's pid. */
    public static void main(String[] arguments) throws IOException {
        List<String> shows = List.of("/bin/sh", "-c", "env > \"$0.part\" && mv \"$0.part\" \"$0\"", arguments[2]);
        System.out.println(Portman.open(Map.of("PORTMAN_STATE_HOME", arguments[0]), Allowances.NONE, event -> {})
                .start(new SpecBuilder(Path.of(arguments[1]), "backend")
                        .port(FreePort.any())
                        .lifetime(Lifetime.BUILD)
                        .python(PythonServer.PLAIN)
                        .hooks(new Hooks(List.of(), List.of(shows), Duration.ofSeconds(20)))
                        .build())
                .record()
                .leader()
                .orElseThrow()
                .pid());
        System.in.transferTo(System.out);
    }
}
