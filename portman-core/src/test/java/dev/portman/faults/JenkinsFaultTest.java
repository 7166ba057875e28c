package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.Portman;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build of Jenkins that ends, and with it every process that has its cookie. */
@Tag("faults")
class JenkinsFaultTest {

    private static final String COOKIE = "JENKINS_NODE_COOKIE=";

    @TempDir
    Path folder;

    @Test
    void aServerWhoseCookieIsTakenAwayOutlivesItsBuild() throws IOException {
        Row row = Row.of(
                "F26",
                "a build of Jenkins ends and kills every process that has its cookie in the environment: a server as it is, and one from which the cookie is taken as docs/ci.md says",
                "servers that were kept and ended, or could not be stopped later");
        String env = Needs.tool("env").toString();
        for (int i = 0; i < Trials.of(2, 20); i++) {
            Place place = Place.in(folder);
            String cookie = COOKIE + Records.cookie();
            try (Marked plain = Marked.fresh();
                    Marked kept = Marked.fresh()) {
                try (ActorJvm actor = ActorJvm.start(place, env, cookie, "BUILD_ID=17")) {
                    actor.ask("start plain 0 EVICT " + plain.word());
                    actor.ask("kept kept " + kept.word());
                }
                killAll(cookie);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> plain.processes().isEmpty());
                int lives = kept.processes().size();
                Portman later = place.portman(event -> {});
                for (String name : List.of("plain", "kept")) {
                    later.stop(place.server(name).build().key(), Optional.empty());
                }
                row.trial(lives != 1 || !kept.processes().isEmpty(), lives + " kept");
                row.broken("the cookie stays", plain.processes().isEmpty());
            }
        }
        row.end();
    }

    /** As Jenkins' ProcessTree does on Linux. */
    private static void killAll(String cookie) {
        ProcessHandle.allProcesses()
                .filter(it -> environment(it.pid()).contains(cookie))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static List<String> environment(long pid) {
        try {
            byte[] all = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            return List.of(new String(all, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException goneOrForbidden) {
            return List.of();
        }
    }
}
