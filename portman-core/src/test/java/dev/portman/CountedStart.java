package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One start by a JVM of its own, which prints how it went and how many launches it took. */
final class CountedStart {

    private CountedStart() {}

    /** Arguments: state folder, project folder, port, fallback port, code, and how long it may take, in milliseconds. */
    public static void main(String[] arguments) {
        List<ProgressEvent> told = new CopyOnWriteArrayList<>();
        ServerSpec spec = new SpecBuilder(Path.of(arguments[1]), "backend")
                .port(Integer.parseInt(arguments[2]))
                .fallback(Integer.parseInt(arguments[3]))
                .python(arguments[4])
                .startupTimeout(Duration.ofMillis(Long.parseLong(arguments[5])))
                .build();
        Portman portman = Portman.open(Map.of("PORTMAN_STATE_HOME", arguments[0]), Allowances.NONE, told::add);
        String outcome;
        try {
            outcome = "started " + portman.start(spec).status().pid().orElseThrow();
        } catch (PortmanException failed) {
            outcome = "exit " + failed.exitCode() + ": " + failed.getMessage() + " " + failed.advice();
        }
        System.out.println("launched " + count(told, ProgressEvent.Launched.class) + ", unmarked "
                + count(told, ProgressEvent.Unmarked.class) + ", " + outcome.replace('\n', ' '));
    }

    private static long count(List<ProgressEvent> told, Class<? extends ProgressEvent> kind) {
        return told.stream().filter(kind::isInstance).count();
    }
}
