package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.HealthCheck;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StatusRange;
import dev.portman.testing.SpecBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * portman in a JVM of its own that starts and stops daemons, told line by line what to do, each time with another state folder; answers each
 * line with one, and says {@code launched} besides whenever it has launched something.
 */
final class DaemonActor {

    /** The name of the server in every project. */
    static final String SERVER = "server";

    private final Map<String, String> told;
    private final AtomicInteger launches = new AtomicInteger();
    private final Portman portman;
    private final Path project;

    private DaemonActor(Map<String, String> told) {
        this.told = told;
        this.project = Path.of(of("project"));
        this.portman = Portman.open(Map.of("PORTMAN_STATE_HOME", of("state")), Allowances.NONE, this::tell);
    }

    /** Reads {@code VERB KEY=VALUE ...}, no value with a blank in it; ends with its input. */
    public static void main(String[] arguments) throws IOException {
        Alarm alarm = new Alarm();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            alarm.wind();
            System.out.println(answer(line));
        }
    }

    private static String answer(String line) {
        List<String> words = List.of(line.split(" ", -1));
        Map<String, String> told = new HashMap<>();
        words.stream()
                .skip(1)
                .forEach(it -> told.put(it.substring(0, it.indexOf('=')), it.substring(it.indexOf('=') + 1)));
        DaemonActor actor = new DaemonActor(told);
        try {
            return actor.act(words.get(0));
        } catch (PortmanException failed) {
            return "failed " + actor.launches + " " + failed.getClass().getSimpleName() + ": "
                    + line(failed.getMessage() + " " + failed.advice());
        } catch (RuntimeException broken) {
            return "broken " + line(broken + " at " + List.of(broken.getStackTrace()));
        }
    }

    private static String line(String text) {
        return text.replace('\n', ' ');
    }

    private String act(String verb) {
        return switch (verb) {
            case "start" -> started(portman.start(spec().build()));
            case "look" -> look();
            case "stop" ->
                "stopped "
                        + portman.stop(new ServerKey(project, SERVER), Optional.empty())
                                .termination()
                                .how();
            case "kill" ->
                "killed "
                        + portman.kill(Integer.parseInt(of("port")), project)
                                .killed()
                                .size();
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private SpecBuilder spec() {
        Daemon daemon = Daemon.valueOf(of("daemon"));
        String listen = told.getOrDefault("listen", "@{port}");
        SpecBuilder spec = new SpecBuilder(project, SERVER)
                .argv(daemon.command(project, Path.of(of("home")), "@{port}", listen, DaemonSetting.LIFE))
                .port(Integer.parseInt(of("port")))
                .fallback(Integer.parseInt(of("fallback")))
                .onConflict(OnConflict.valueOf(told.getOrDefault("policy", "EVICT")))
                .lifetime(Lifetime.valueOf(told.getOrDefault("lifetime", "DETACHED")))
                .startupTimeout(Duration.ofMillis(Long.parseLong(told.getOrDefault("limit", "15000"))));
        if (told.containsKey("never")) {
            spec.check(new HealthCheck.Http("/never", new StatusRange(200, 200), Duration.ofMillis(300)));
        }
        return daemon.forks() ? spec.forks() : spec;
    }

    /** {@code ready PORT PID PID-BY-STATUS LAUNCHES}. */
    private String started(StartResult result) {
        return "ready " + result.record().assigned().port() + " "
                + number(result.status().pid()) + " "
                + pidByStatus() + " " + launches;
    }

    /** Everything that only looks, several times. */
    private String look() {
        for (int i = 0; i < Integer.parseInt(of("times")); i++) {
            portman.status(project);
            portman.checkup();
            portman.holders(Integer.parseInt(of("port")));
        }
        return "looked " + pidByStatus();
    }

    private String pidByStatus() {
        return number(portman.status(project).stream().findFirst().flatMap(ServerStatus::pid));
    }

    private void tell(ProgressEvent event) {
        if (event instanceof ProgressEvent.Launched) {
            launches.incrementAndGet();
            System.out.println("launched");
        }
    }

    private String of(String key) {
        return Optional.ofNullable(told.get(key)).orElseThrow(() -> new IllegalArgumentException(key));
    }

    private static String number(Optional<Long> pid) {
        return pid.map(it -> Long.toString(it)).orElse("none");
    }
}
