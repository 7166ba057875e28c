package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
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

    private OtherJvm() {}

    /** Arguments: state folder, project folder, verb, and {@code NAME PORT LIFETIME CODE}, {@code NAME}, {@code PORT} or nothing. */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[1]);
        Portman portman = Portman.open(Map.of("PORTMAN_STATE_HOME", arguments[0]), Allowances.NONE, event -> {});
        try {
            System.out.println(
                    switch (arguments[2]) {
                        case "start" ->
                            "started "
                                    + portman.start(new SpecBuilder(project, arguments[3])
                                                    .port(Integer.parseInt(arguments[4]))
                                                    .lifetime(Lifetime.valueOf(arguments[5]))
                                                    .python(arguments[6])
                                                    .build())
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
                                    + portman.start(new SpecBuilder(project, arguments[3])
                                                    .port(Integer.parseInt(arguments[4]))
                                                    .lifetime(Lifetime.valueOf(arguments[5]))
                                                    .onConflict(OnConflict.REUSE)
                                                    .python(arguments[6])
                                                    .build())
                                            .status()
                                            .pid()
                                            .orElseThrow();
                        case "stop" ->
                            "stopped "
                                    + portman.stop(new ServerKey(project, arguments[3]), Optional.empty())
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
            boolean left = portman.releaseAll(List.of(new ServerKey(project, name)), Optional.empty())
                    .isEmpty();
            System.out.println(left ? "left" : "stopped");
        }
    }
}
