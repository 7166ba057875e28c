package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that lie: of another boot, edited, or written by somebody else. */
@Tag("faults")
class RecordFaultTest {

    @TempDir
    Path folder;

    @Test
    void aRecordOfAnEarlierBootKillsNobody() throws Exception {
        Needs.root();
        Row row = Row.of(
                "F87",
                "a record from before a restart (another boot id is mounted) that fits a living process in everything else",
                "wrong kills");
        Place place = Place.in(folder);
        try (PythonProcess server = server("a")) {
            Canary canary = Canary.of(server.pid());
            save(place, "a", canary.identity());
            place.portman(event -> {}).stop(key(place), Optional.empty());
            row.broken("the boot id is the same", canary.isHarmed());
        }
        Path bootId = Files.writeString(folder.resolve("boot_id"), "11111111-2222-4333-8444-555555555555\n");
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        List<String> prefix = new ArrayList<>(trace.prefix());
        prefix.addAll(List.of(
                Needs.tool("unshare").toString(),
                "--mount",
                "/bin/sh",
                "-c",
                "mount --bind " + bootId + " /proc/sys/kernel/random/boot_id; exec \"$@\"",
                "sh"));
        try (PythonProcess server = server("b");
                ActorJvm actor = ActorJvm.start(place, prefix.toArray(String[]::new))) {
            Canary canary = Canary.of(server.pid());
            for (int i = 0; i < Trials.of(10, 100); i++) {
                save(place, "b", canary.identity());
                String answer = actor.ask("stop server");
                row.trial(canary.isHarmed() || !answer.equals("stopped ALREADY_GONE"), answer);
            }
        }
        assertThat(trace.attempts()).as("signals tried").isEmpty();
        row.end();
    }

    @Test
    void anEditedRecordKillsNobody() throws Exception {
        Row row = Row.of(
                "F101",
                "a record edited to name another living process: its pid, its pid and its start",
                "wrong kills");
        try (PythonProcess victim = PythonProcess.start("ready(); wait()")) {
            Canary canary = Canary.of(victim.pid());
            BrokenTarget.stop(victim.pid());
            row.broken("no proof at all", canary.isHarmed());
        }
        Place place = Place.in(folder);
        SignalTrace trace = new SignalTrace(folder.resolve("trace"));
        try (PythonProcess victim = PythonProcess.start("os.setsid(); ready(); wait()")) {
            Canary canary = Canary.of(victim.pid());
            ProcessIdentity right = canary.identity();
            ProcessIdentity late = new ProcessIdentity(
                    right.pid(), right.startTicks() - 1, right.bootId(), right.namespaces(), right.uid());
            try (ActorJvm actor = ActorJvm.start(place, trace.prefix().toArray(String[]::new))) {
                for (ProcessIdentity each : List.of(right, late)) {
                    save(place, Records.cookie(), each);
                    row.trial(canary.isHarmed(), actor.ask("stop server"));
                }
            }
            assertThat(trace.attempts()).as("signals tried").isEmpty();
            for (int i = 0; i < Trials.of(20, 500); i++) {
                ServerRecord record = save(place, Records.cookie(), i % 2 == 0 ? right : late);
                String answer = stop(place, record);
                row.trial(canary.isHarmed(), answer);
            }
        }
        row.end();
    }

    @Test
    void aRecordThatOthersMayHaveWrittenKillsNobody() throws Exception {
        Needs.root();
        Row row = Row.of(
                "F102",
                "a record that fits a living process, but belongs to another user or can be written by others",
                "wrong kills");
        Place place = Place.in(folder);
        try (PythonProcess server = server("c")) {
            Canary canary = Canary.of(server.pid());
            stop(place, save(place, "c", canary.identity()));
            row.broken("owner and mode are right", canary.isHarmed());
        }
        try (PythonProcess server = server("d")) {
            Canary canary = Canary.of(server.pid());
            for (int i = 0; i < Trials.of(10, 50); i++) {
                ServerRecord record = save(place, "d", canary.identity());
                Path file = recordFile(place);
                if (i % 2 == 0) {
                    Files.setAttribute(file, "unix:uid", AsNobody.UID);
                } else {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
                }
                String answer = stop(place, record);
                row.trial(canary.isHarmed(), answer);
            }
        }
        row.end();
    }

    private static String stop(Place place, ServerRecord record) {
        Portman portman = place.portman(event -> {});
        return String.valueOf(
                portman.stop(record.key(), Optional.empty()).termination().how());
    }

    private static ServerKey key(Place place) {
        return new ServerKey(place.project(), "server");
    }

    private static ServerRecord save(Place place, String cookie, ProcessIdentity leader) {
        String full = cookie.length() == 32 ? cookie : cookie.repeat(32);
        ServerRecord record = Records.of(place.project(), "server", full, leader);
        Records.registry(place.state()).save(record);
        return record;
    }

    private static Path recordFile(Place place) throws IOException {
        try (Stream<Path> files = Files.walk(place.state())) {
            return files.filter(it -> it.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Carries a cookie in a session of its own, as a server does. */
    private static PythonProcess server(String cookie) {
        return PythonProcess.start(
                List.of(Needs.tool("setsid").toString()), Map.of("PORTMAN_ID", cookie.repeat(32)), "ready(); wait()");
    }
}
