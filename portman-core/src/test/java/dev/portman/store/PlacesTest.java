package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.Finding;
import dev.portman.model.ProgressEvent;
import dev.portman.procfs.PidNamespace;
import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of other places, and that only what is proven to be gone is dropped; in real namespaces. */
class PlacesTest {

    private static final String BOOT = UUID.randomUUID().toString();
    private static final String INITIAL = "_4026531836_0";

    @TempDir
    Path home;

    private final List<ProgressEvent> told = new ArrayList<>();
    private StateFolder state;
    private Places places;

    @BeforeEach
    void open() throws IOException {
        Needs.root();
        Needs.tool("unshare");
        state = StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString()));
        places = new Places(state, told::add);
        Needs.that(PidNamespace.ours().isInitial(), "the first pid namespace of the machine");
        Needs.that(state.knowsMachine(), "a machine-id");
        Needs.that(
                List.of("ext4", "xfs", "btrfs", "tmpfs")
                        .contains(Files.getFileStore(home).type()),
                "a disk of its own");
    }

    @Test
    void aNamespaceIsAPlaceOfItsOwnUntilItEnds() throws Exception {
        try (There there = There.start(home, "save", "backend")) {
            assertThat(there.path).isDirectory().isNotEqualTo(state.path()).hasParent(state.machine());
            assertThat(new Registry(state, told::add).all()).isEmpty();

            places.dropGone();

            assertThat(places.others()).containsExactly(new Finding.OtherPlace(there.path, 1));
            there.end();
            await().until(() -> places.others().equals(List.of(new Finding.GonePlace(there.path, 1))));
            places.dropGone();
            places.dropGone();
            assertThat(there.path).doesNotExist();
            assertThat(told).containsExactly(new ProgressEvent.PlacesDropped(1));
            assertThat(places.others()).isEmpty();
        }
    }

    /** As when the number of a container that is gone was given to the next one, which can see no other. */
    @Test
    void aNumberThatIsUsedAgainIsAnotherPlace() throws Exception {
        try (There there = There.start(home, "drop", "-")) {
            Place now = Place.of("", there.path.getFileName().toString()).orElseThrow();
            assertThat(now.processes().firstStart()).isPositive();
            Path before = planted(new Place(
                    state.place().machine(),
                    now.boot(),
                    new PidNamespace(now.processes().number(), now.processes().firstStart() - 1)));

            places.dropGone();

            assertThat(before).doesNotExist();
            assertThat(there.path).isDirectory();
        }
    }

    @Test
    void inANamespaceItsOwnNumberTellsOfEarlierOnesAndNothingTellsOfOthers() throws Exception {
        Path otherBoot = planted(UUID.randomUUID() + INITIAL);
        Path host = planted(new Place(state.place().machine(), state.place().boot(), new PidNamespace(4026531836L, 0)));
        Path beside = planted(new Place(state.place().machine(), state.place().boot(), new PidNamespace(17, 5)));
        List<Path> earlier = new ArrayList<>();
        for (long number = 4026532000L; number < 4026533000L; number++) {
            earlier.add(planted(new Place(state.place().machine(), state.place().boot(), new PidNamespace(number, 1))));
        }

        try (There there = There.start(home, "drop", "-")) {
            long number = Place.of("", there.path.getFileName().toString())
                    .orElseThrow()
                    .processes()
                    .number();
            assertThat(earlier)
                    .filteredOn(it -> !Files.exists(it))
                    .extracting(it -> it.getFileName().toString())
                    .containsExactly(state.place().boot() + "_" + number + "_1");
        }
        assertThat(List.of(otherBoot, host, beside)).allMatch(Files::isDirectory);
    }

    @Test
    void whatABootHasLeftIsDroppedAndToldOnceHoweverMuchItIs() throws IOException {
        for (int i = 0; i < 500; i++) {
            planted(UUID.randomUUID() + (i % 2 == 0 ? INITIAL : "_" + (4026540000L + i) + "_77"));
        }

        places.dropGone();
        places.dropGone();

        assertThat(told).containsExactly(new ProgressEvent.PlacesDropped(500));
        assertThat(places.others()).isEmpty();
    }

    @Test
    void anIdThatManyMachinesMayHaveProvesNothing() throws IOException {
        StateFolder kept = StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString() + "/kept"), List.of());
        Path other = kept.machine().resolve(UUID.randomUUID() + INITIAL);
        record(Files.createDirectory(other));

        new Places(kept, told::add).dropGone();

        assertThat(other).isDirectory();
        assertThat(new Places(kept, told::add).others()).containsExactly(new Finding.OtherPlace(other, 1));
        assertThat(told).isEmpty();
    }

    @Test
    void anotherMachineIsNamedAndLeft() throws IOException {
        Path other =
                Files.createDirectories(home.toRealPath().resolve("0123456789abcdef/" + UUID.randomUUID() + INITIAL));
        record(other);

        places.dropGone();

        assertThat(places.others()).containsExactly(new Finding.OtherPlace(other, 1));
    }

    @Test
    void whatIsNoPlaceIsLeft() throws IOException {
        for (String name : List.of(
                "x",
                "a_b_c",
                "__",
                "_4026531836_0x",
                BOOT + "_-1_1",
                BOOT + "_1_1_1",
                BOOT + "_01_1",
                BOOT.substring(1) + "_1_1")) {
            record(Files.createDirectory(state.machine().resolve(name)));
        }

        places.dropGone();

        assertThat(places.others()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(state.machine().resolve("a_b_c")).isDirectory();
    }

    @Test
    void aPlaceWithoutRecordsGoesAfterAMonth() throws IOException {
        StateFolder kept = StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString() + "/kept"), List.of());
        Path young = Files.createDirectory(kept.machine().resolve(UUID.randomUUID() + INITIAL));
        Path idle = aged(Files.createDirectory(kept.machine().resolve(UUID.randomUUID() + INITIAL)));
        Path used = kept.machine().resolve(UUID.randomUUID() + INITIAL);
        record(Files.createDirectory(used));
        aged(used);

        new Places(kept, told::add).dropGone();

        assertThat(idle).doesNotExist();
        assertThat(List.of(young, used)).allMatch(Files::isDirectory);
        assertThat(told).isEmpty();
    }

    private static Path aged(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        return folder;
    }

    private Path planted(Place place) throws IOException {
        return planted(place.folderName());
    }

    private Path planted(String name) throws IOException {
        Path folder = state.machine().resolve(name);
        if (!Files.exists(folder)) {
            record(Files.createDirectory(folder));
        }
        return folder;
    }

    private static void record(Path folder) throws IOException {
        Files.writeString(folder.resolve("backend-0.json"), "{}");
        Files.writeString(folder.resolve("portman.lock"), "");
    }

    /** portman in a pid namespace of its own. */
    private record There(Process process, Path path) implements AutoCloseable {

        static There start(Path home, String... arguments) throws IOException {
            Process process = JvmFork.of(PlaceThere.class)
                    .under(Needs.tool("unshare").toString(), "--pid", "--fork", "--mount-proc", "--kill-child")
                    .start(Map.of(), home, arguments[0], arguments[1]);
            String path = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return new There(process, Path.of(path));
        }

        void end() throws IOException, InterruptedException {
            process.getOutputStream().close();
            process.waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
