package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.KillReach;
import dev.portman.model.KillReport;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.Termination;
import dev.portman.report.StatusJson;
import dev.portman.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** portman in a JVM of its own that does the verbs on {@link NotedServer}s, several at a time if it is told so; each by a portman that was opened for it. */
final class VerbActor {

    /** What builds in this JVM have started or joined, by their project. */
    private static final Map<Path, List<ServerRecord>> TAKEN = new ConcurrentHashMap<>();

    private final Path project;
    private final List<ServerSpec> specs = new ArrayList<>();
    private final Portman portman;

    /** {@code STATE PROJECT SLOW NAME=PORT...}. */
    private VerbActor(String[] words) {
        this.project = Path.of(words[3]);
        this.portman = Portman.open(Map.of("PORTMAN_STATE_HOME", words[2]), Allowances.NONE, event -> {});
        Duration slow = Duration.ofMillis(Long.parseLong(words[4]));
        for (String each : List.of(words).subList(5, words.length)) {
            int equals = each.indexOf('=');
            int port = Integer.parseInt(each.substring(equals + 1));
            specs.add(NotedServer.in(project, each.substring(0, equals), port, slow)
                    .build());
        }
    }

    /** Reads {@code NUMBER VERB} and what the constructor takes; answers with the number, two times, and how it went. Ends with its input. */
    public static void main(String[] arguments) throws IOException {
        Alarm alarm = new Alarm();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            alarm.wind();
            String[] words = line.split(" ", -1);
            new Thread(() -> answer(words), words[1]).start();
        }
        // Also where a run goes on.
        System.exit(0);
    }

    private static void answer(String[] words) {
        long begun = System.nanoTime();
        String answer;
        try {
            answer = new VerbActor(words).done(words[1]);
        } catch (PortmanException failed) {
            answer = "failed " + failed.getClass().getSimpleName() + ": " + failed.getMessage();
        } catch (RuntimeException unexpected) {
            answer = "broken " + unexpected;
        }
        long ended = System.nanoTime();
        synchronized (VerbActor.class) {
            System.out.println(words[0] + " " + begun + " " + ended + " " + answer.replace('\n', ' '));
        }
    }

    private String done(String verb) {
        return switch (verb) {
            case "start" -> ready(portman.startAll(specs));
            case "build" -> build();
            case "run" -> run();
            case "restart" -> ready(portman.restartAll(specs));
            case "stop" ->
                stopped(portman.stopAll(keys(), Optional.empty()).stream()
                        .map(it -> it.termination().how().word())
                        .toList());
            case "release" -> release();
            case "kill" -> kill();
            case "free" -> free();
            case "doctor" -> "cleaned " + portman.clean(portman.checkup()).size();
            case "reserve" -> "reserved " + portman.reserve(1, List.of());
            case "status" -> "is " + StatusJson.many(portman.status(project));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    /** As builds have it: what runs is shared, and lives no longer than they do. */
    private List<ServerSpec> ofBuild() {
        return specs.stream()
                .map(it -> it.withLifetime(Lifetime.BUILD).withOnConflict(OnConflict.REUSE))
                .toList();
    }

    private String build() {
        List<StartResult> results = portman.startAll(ofBuild());
        TAKEN.put(project, results.stream().map(StartResult::record).toList());
        return ready(results);
    }

    /** What was taken; as long as nothing was, whatever has these names. */
    private String release() {
        List<ServerRecord> taken = TAKEN.getOrDefault(project, List.of());
        List<StopResult> results = taken.isEmpty()
                ? portman.releaseAll(keys(), Optional.empty())
                : portman.releaseStarts(taken, Optional.empty());
        return stopped(results.stream().map(it -> it.termination().how().word()).toList());
    }

    /** As the command of that name does, up to the moment when all servers run; its end comes by a signal. */
    private String run() {
        Session session = new Session(portman, ofBuild(), failed -> {});
        session.endOnInterrupt(() -> System.exit(130));
        return ready(session.start());
    }

    /** By name. */
    private String kill() {
        KillReport report = portman.killAll(List.of(), keys(), KillReach.of(project));
        report.failure().ifPresent(it -> {
            throw it;
        });
        return stopped(report.servers().stream()
                .map(it -> it.how().orElse(Termination.How.ALREADY_GONE).word())
                .toList());
    }

    /** By port. */
    private String free() {
        int killed = 0;
        for (ServerSpec spec : specs) {
            killed += portman.kill(spec.port().preferred(), project).killed().size();
        }
        return killed == 0 ? "free" : "killed " + killed;
    }

    private List<ServerKey> keys() {
        return specs.stream().map(ServerSpec::key).toList();
    }

    private static String ready(List<StartResult> results) {
        List<ServerStatus> statuses = results.stream().map(StartResult::status).toList();
        return "ready " + StatusJson.many(statuses);
    }

    /** Of a release, those that were left running are missing. */
    private static String stopped(List<String> hows) {
        return hows.isEmpty() ? "left" : "stopped " + String.join(" ", hows);
    }
}
