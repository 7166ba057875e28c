package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.OnConflict;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.testing.AsNobody;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen from here is not all there is, or is numbered differently. */
@Tag("faults")
class NamespaceFaultTest {

    private static final List<String> HIDING = List.of(
            "/usr/bin/unshare",
            "--mount",
            "/bin/sh",
            "-c",
            "mount -t proc -o hidepid=2 proc /proc && exec \"$@\"",
            "sh");

    @TempDir
    Path folder;

    @BeforeEach
    void needsNamespaces() {
        Needs.root();
        Needs.tool("unshare");
    }

    @Test
    void whereOthersAreHiddenTheyAreLeftAloneAndOnesOwnIsStillManaged() throws Exception {
        Row row = Row.of(
                "F40",
                "an unprivileged user to whom /proc shows only his own processes (hidepid=2): `kill` of a port that root's process holds; start and stop of his own server",
                "signals tried, or own servers lost");
        int cycles = Trials.of(2, 20);
        try (PythonProcess server = PythonProcess.start(
                "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()")) {
            Canary canary = Canary.of(server.pid());
            String kill = "kill " + server.number(0);
            List<String> lines = new ArrayList<>(Collections.nCopies(cycles, kill));
            Path trace = Files.createDirectory(folder.resolve("kill"));
            List<String> answers = asNobody(HIDING, trace, lines);
            assertThat(new SignalTrace(trace.resolve("trace")).attempts())
                    .as("signals tried")
                    .isEmpty();
            answers.forEach(it -> row.trial(canary.isHarmed() || !it.startsWith("RefusedException"), it));
            Path open = Files.createDirectory(folder.resolve("open"));
            asNobody(List.of(), open, List.of("broken " + server.pid()));
            row.broken(
                    "nothing is hidden, and no guard",
                    !new SignalTrace(open.resolve("trace")).attempts().isEmpty());
        }
        try (Marked marked = Marked.fresh()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < cycles; i++) {
                lines.addAll(List.of("start server 0 EVICT " + marked.word(), "stop server"));
            }
            List<String> answers = asNobody(HIDING, Files.createDirectory(folder.resolve("own")), lines);
            for (int i = 0; i < answers.size(); i += 2) {
                List<String> cycle = answers.subList(i, i + 2);
                boolean done =
                        cycle.get(0).startsWith("started") && cycle.get(1).equals("stopped GRACEFUL");
                row.trial(!done || !marked.processes().isEmpty(), cycle.toString());
            }
        }
        row.end();
    }

    @Test
    void whatWasStartedUnderAnotherClockIsLeftAlone() throws Exception {
        Row row = Row.of(
                "F89",
                "a recorded server, stopped from another time namespace, in which start times are 100000 s later",
                "wrong kills, or not refused");
        Place place = Place.in(folder);
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        List<String> prefix = new ArrayList<>(trace.prefix());
        prefix.addAll(
                List.of(Needs.tool("unshare").toString(), "--time", "--boottime", "100000", "--fork", "--kill-child"));
        try (PythonProcess server = server();
                ActorJvm actor = ActorJvm.start(place, prefix.toArray(String[]::new))) {
            Canary canary = Canary.of(server.pid());
            ServerRecord record = save(place, canary);
            for (int i = 0; i < Trials.of(5, 50); i++) {
                String answer = actor.ask("stop server");
                row.trial(canary.isHarmed() || !answer.startsWith("RefusedException"), answer);
            }
            assertThat(trace.attempts()).as("signals tried").isEmpty();
            place.portman(event -> {}).stop(record.key(), Optional.empty());
            row.broken("the same namespace", canary.isHarmed());
        }
        row.end();
    }

    @Test
    void aServerOfAnotherNetworkIsInNobodysWay() throws Exception {
        Row row = Row.of(
                "F39",
                "a server in a network namespace of its own listens on the preferred port: `kill` of that port, start on it, stop",
                "wrong kills, or ports not had");
        for (int i = 0; i < Trials.of(2, 20); i++) {
            Place place = Place.in(folder);
            int port = FreePort.any();
            try (PythonProcess there = elsewhere(port);
                    Marked marked = Marked.fresh()) {
                Canary canary = Canary.of(there.pid());
                Portman portman = place.portman(event -> {});
                int killed = portman.kill(port, place.project()).killed().size();
                ServerSpec spec = place.server("server")
                        .port(port)
                        .onConflict(OnConflict.EVICT)
                        .python(PythonServer.PLAIN, marked.word())
                        .build();
                int got = portman.start(spec).record().assigned().port();
                portman.stop(spec.key(), Optional.empty());
                row.trial(canary.isHarmed() || killed > 0 || got != port, killed + " killed, port " + got);
            }
        }
        try (PythonProcess there = elsewhere(FreePort.any())) {
            Canary canary = Canary.of(there.pid());
            BrokenTarget.stop(there.pid());
            row.broken("whoever listens on that number anywhere has to go", canary.isHarmed());
        }
        row.end();
    }

    private static PythonProcess elsewhere(int port) {
        return PythonProcess.start(
                List.of(Needs.tool("unshare").toString(), "--net"),
                Map.of(),
                "s = socket.socket(); s.bind(('0.0.0.0', " + port + ")); s.listen(); ready(); wait()");
    }

    @Test
    void withoutTheTablesOfProcNobodyIsKilled() throws Exception {
        Row row = Row.of(
                "F41",
                "/proc shows processes and nothing else, no table of sockets (subset=pid): `kill` of a held port, a start that would have to evict, status",
                "wrong kills, or answers other than that looking failed");
        String unshare = Needs.tool("unshare").toString();
        String mount = "mount -t proc -o subset=pid proc /proc && exec \"$@\"";
        int tried = new ProcessBuilder(unshare, "--mount", "/bin/sh", "-c", mount, "sh", "/bin/true")
                .start()
                .waitFor();
        Needs.that(tried == 0, "a /proc of processes only (Linux 5.8)");
        try (PythonProcess server = PythonProcess.start(
                        "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()");
                ActorJvm actor = ActorJvm.start(Place.in(folder), unshare, "--mount", "/bin/sh", "-c", mount, "sh")) {
            Canary canary = Canary.of(server.pid());
            for (int i = 0; i < Trials.of(2, 20); i++) {
                String kill = actor.ask("kill " + server.number(0));
                String start = actor.ask("start server " + server.number(0) + " EVICT x");
                String status = actor.ask("status");
                boolean told = List.of(kill, start).stream()
                        .allMatch(it -> it.matches("\\w+Exception .*/proc/net/tcp.*No such file.*"));
                row.trial(
                        canary.isHarmed() || !told || !status.equals("status []"), kill + ", " + start + ", " + status);
            }
            BrokenTarget.stop(server.pid());
            row.broken("no guard", canary.isHarmed());
        }
        row.end();
    }

    private static ServerRecord save(Place place, Canary leader) {
        ServerRecord record = Records.of(place.project(), "server", "e".repeat(32), leader.identity());
        assertThat(record.key()).isEqualTo(new ServerKey(place.project(), "server"));
        Records.registry(place.state()).save(record);
        return record;
    }

    private static PythonProcess server() {
        return PythonProcess.start(
                List.of(Needs.tool("setsid").toString()), Map.of("PORTMAN_ID", "e".repeat(32)), "ready(); wait()");
    }

    /** What an unprivileged portman answers; its signals are traced into {@code place}. */
    private List<String> asNobody(List<String> before, Path place, List<String> lines)
            throws IOException, InterruptedException {
        ForEverybody.open(folder);
        ForEverybody.open(place);
        Path real = place.toRealPath();
        Path state = Files.createDirectory(real.resolve("state"));
        Path project = Files.createDirectory(real.resolve("project"));
        for (Path each : List.of(state, project)) {
            Files.setAttribute(each, "unix:uid", AsNobody.UID);
        }
        SignalTrace trace = new SignalTrace(real.resolve("trace"));
        List<String> words = new ArrayList<>(before);
        words.addAll(trace.prefix());
        words.addAll(AsNobody.prefix());
        words.addAll(ActorJvm.words(ForEverybody.copy(real), new Place(state, project), lines.get(0)));
        words.addAll(lines.subList(1, lines.size()));
        Process actor = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(actor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(actor.waitFor()).as(output).isZero();
        List<String> answers = output.lines().toList();
        return answers.subList(answers.size() - lines.size(), answers.size());
    }
}
