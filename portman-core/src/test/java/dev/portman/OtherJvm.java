package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import dev.portman.testing.SpecBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One verb of portman in a JVM of its own; prints one line about how it went, then releases each server whose name it reads, until the end of its input. */
final class OtherJvm {

    private static final String OF_BUILD = "@build";

    private OtherJvm() {}

    /**
     * Arguments: state folder, project folder, verb, and {@code NAME PORT LIFETIME CODE}, {@code NAME}, {@code PORT} or nothing. A build's server is
     * {@code NAME@build}.
     */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[1]);
        Portman portman = Portman.open(Map.of("PORTMAN_STATE_HOME", arguments[0]), Allowances.NONE, event -> {});
        try {
            System.out.println(
                    switch (arguments[2]) {
                        case "start" ->
                            "started "
                                    + portman.start(spec(project, arguments).build())
                                            .status()
                                            .pid()
                                            .orElseThrow();
                        case "status" ->
                            "status "
                                    + portman.status(project).stream()
                                            .map(it -> it.state() + " "
                                                    + it.pid()
                                                            .map(String::valueOf)
                                                            .orElse("?"))
                                            .toList();
                        case "share" ->
                            "shared "
                                    + portman.start(spec(project, arguments)
                                                    .onConflict(OnConflict.REUSE)
                                                    .build())
                                            .status()
                                            .pid()
                                            .orElseThrow();
                        case "stop" ->
                            "stopped "
                                    + portman.stop(key(project, arguments[3]), Optional.empty())
                                            .termination()
                                            .how();
                        case "kill" ->
                            "killed "
                                    + portman.kill(Integer.parseInt(arguments[3]), project)
                                            .killed()
                                            .size();
                        default -> throw new IllegalArgumentException(arguments[2]);
                    });
        } catch (PortmanException refused) {
            System.out.println("exit " + refused.exitCode() + ": " + refused.getMessage() + " " + refused.advice());
        }
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            boolean left = portman.releaseAll(List.of(key(project, name)), Optional.empty())
                    .isEmpty();
            System.out.println(left ? "left" : "stopped");
        }
    }

    private static SpecBuilder spec(Path project, String... arguments) {
        ServerKey key = key(project, arguments[3]);
        SpecBuilder spec = new SpecBuilder(project, key.name());
        return (key.isOfBuild() ? spec.ofBuild() : spec)
                .port(Integer.parseInt(arguments[4]))
                .lifetime(Lifetime.valueOf(arguments[5]))
                .python(arguments[6]);
    }

    private static ServerKey key(Path project, String name) {
        return name.endsWith(OF_BUILD)
                ? new ServerKey(project, name.substring(0, name.length() - OF_BUILD.length()), Side.BUILD)
                : new ServerKey(project, name);
    }
}
