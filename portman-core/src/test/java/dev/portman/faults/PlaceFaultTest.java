package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.Portman;
import dev.portman.model.Finding;
import dev.portman.testing.Podman;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that share the user's home and the project: each is a place of its own. */
@Tag("faults")
class PlaceFaultTest {

    /** One host name and one set of ports, as two jobs of a CI host. */
    private static final List<String> OF_THE_HOST = List.of("--network=host");

    @TempDir
    Path folder;

    private Podman podman;

    @BeforeEach
    void openPodman() throws IOException {
        podman = Podman.in(Files.createDirectory(folder.toRealPath().resolve("podman")));
    }

    @AfterEach
    void removeContainers() {
        if (podman != null) {
            podman.close();
        }
    }

    @Test
    void twoJobsWithOneHomeAndOneProjectLeaveEachOtherAlone() throws Exception {
        Row row = Row.of(
                "F130",
                "two jobs in two containers with one state home, one host name and one project: each starts the server of that name, asks for the status, stops, releases",
                "servers touched, or false words");
        for (int i = 0; i < Trials.of(2, 20); i++) {
            Place place = Place.in(folder);
            try (Marked first = Marked.fresh();
                    Marked second = Marked.fresh();
                    ActorJvm one = job(place, OF_THE_HOST);
                    ActorJvm two = job(place, OF_THE_HOST)) {
                List<String> said = new ArrayList<>();
                said.add(word(one.ask("build server 0 " + first.word())));
                said.add(two.ask("status"));
                said.add(two.ask("stop server"));
                said.add(two.ask("release server"));
                said.add(first.processes().size() + " " + second.processes().size());
                said.add(word(two.ask("build server 0 " + second.word())));
                said.add(one.ask("status"));
                said.add(two.ask("status"));
                said.add(one.ask("release server"));
                said.add(first.processes().size() + " " + second.processes().size());
                said.add(two.ask("status"));
                said.add(two.ask("stop server"));
                said.add(two.ask("status"));
                said.add(first.processes().size() + " " + second.processes().size());
                row.trial(!said.equals(EXPECTED), said.toString());
                row.trial(!hasLogsOfBoth(place), "logs");
            }
        }
        Place place = Place.in(folder);
        List<String> onePlace = List.of("--network=host", "--pid=host");
        try (Marked first = Marked.fresh();
                ActorJvm one = job(place, onePlace);
                ActorJvm two = job(place, onePlace)) {
            one.ask("build server 0 " + first.word());
            row.broken("both have the pids of the host", !two.ask("status").equals("status []"));
            one.ask("release server");
        }
        row.end();
    }

    private static final List<String> EXPECTED = List.of(
            "started",
            "status []",
            "stopped ALREADY_GONE",
            "stopped",
            "1 0",
            "started",
            "status [RUNNING]",
            "status [RUNNING]",
            "stopped",
            "0 1",
            "status [RUNNING]",
            "stopped GRACEFUL",
            "status []",
            "0 0");

    @Test
    void aContainerMadeAnewHasNoGhosts() throws Exception {
        Row row = Row.of(
                "F131",
                "a container with a persistent home is killed while a server runs in it, and made anew: status, stop, start, stop; then the host looks",
                "ghosts, false words, or records that stay");
        for (int i = 0; i < Trials.of(1, 20); i++) {
            Place place = Place.in(folder);
            List<String> said = new ArrayList<>();
            try (Marked marked = Marked.fresh();
                    ActorJvm before = job(place, OF_THE_HOST)) {
                said.add(word(before.ask("start server 0 FAIL " + marked.word())));
            }
            try (Marked marked = Marked.fresh();
                    ActorJvm anew = job(place, OF_THE_HOST)) {
                said.add(anew.ask("status"));
                said.add(anew.ask("stop server"));
                said.add(word(anew.ask("start server 0 FAIL " + marked.word())));
                said.add(anew.ask("status"));
                said.add(anew.ask("stop server"));
            }
            row.trial(
                    !said.equals(List.of(
                            "started",
                            "status []",
                            "stopped ALREADY_GONE",
                            "started",
                            "status [RUNNING]",
                            "stopped GRACEFUL")),
                    said.toString());
            // The second may have got the number of the first one's namespace, and has dropped what that left.
            Portman host = place.portman(event -> {});
            await().until(() -> host.checkup().findings().stream().noneMatch(Finding.OtherPlace.class::isInstance));
            host.clean(host.checkup());
            row.trial(
                    !host.checkup().findings().isEmpty() || hasRecords(place),
                    host.checkup().toString());
        }
        row.end();
    }

    private ActorJvm job(Place place, List<String> options) throws IOException {
        return ActorJvm.start(
                place,
                podman.aroundJava(options, List.of(place.state(), place.project()))
                        .toArray(String[]::new));
    }

    private static boolean hasRecords(Place place) throws IOException {
        try (Stream<Path> files = Files.walk(place.state())) {
            return files.anyMatch(it -> it.toString().endsWith(".json"));
        }
    }

    /** Without the port. */
    private static String word(String answer) {
        return answer.replaceFirst("^started .*", "started");
    }

    /** One in the folder itself, one beside it. */
    private static boolean hasLogsOfBoth(Place place) throws IOException {
        try (Stream<Path> files = Files.walk(place.project().resolve("logs"))) {
            List<Path> logs = files.filter(it -> it.endsWith("server.log")).toList();
            return logs.size() == 2 && logs.contains(place.project().resolve("logs/server.log"));
        }
    }
}
