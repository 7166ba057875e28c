package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import dev.portman.model.StartTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history of starts is kept, bounded, and never in the way. */
class HistoriesTest {

    private static final ServerKey BACKEND = new ServerKey(Path.of("/home/anna/project"), "backend");

    @TempDir
    Path home;

    private Path folder;
    private Histories histories;

    @BeforeEach
    void open() throws IOException {
        StateFolder state = Samples.stateFolder(home);
        folder = state.machine();
        Files.delete(state.path());
        histories = new Histories(state);
    }

    @Test
    void keepsTheLatestFiftyStarts() throws IOException {
        for (int i = 1; i <= 60; i++) {
            assertThat(histories.add(histories.of(BACKEND), start(i))).isEmpty();
        }

        assertThat(histories.of(BACKEND).starts())
                .hasSize(50)
                .startsWith(start(11))
                .endsWith(start(60));
        assertThat(histories.all()).containsExactly(histories.of(BACKEND));
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aServerOfAnotherFolderHasItsOwn() {
        histories.add(histories.of(BACKEND), start(1));

        assertThat(histories.of(new ServerKey(Path.of("/elsewhere"), "backend")).starts())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"schema\":1}",
                "{\"schema\":2,\"directory\":\"/home/anna/project\",\"name\":\"backend\",\"starts\":[]}",
                "{\"schema\":1,\"directory\":\"../x\",\"name\":\"backend\",\"starts\":[]}",
                "{\"schema\":1,\"directory\":\"/home/anna/project\",\"name\":\"backend\",\"starts\":[{\"startedAt\":\"x\"}]}",
                "{\"schema\":1,\"directory\":\"/home/anna/project\",\"name\":\"backend\",\"starts\":[{\"startedAt\":"
                        + "\"2026-11-25T00:00:00Z\",\"freedMillis\":-1,\"launchedMillis\":1,\"openMillis\":1,\"readyMillis\":1}]}",
            })
    void whatCannotBeBelievedIsMovedAsideAndStartedAnew(String text) throws IOException {
        histories.add(histories.of(BACKEND), start(1));
        Path file = file();
        Files.writeString(file, text);

        assertThat(histories.of(BACKEND).starts()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(histories.add(histories.of(BACKEND), start(2))).isEmpty();
        assertThat(histories.of(BACKEND).starts()).containsExactly(start(2));
    }

    @Test
    void aFolderThatIsGoneIsToldAndNothingElse() throws IOException {
        Files.delete(folder);

        assertThat(histories.add(histories.of(BACKEND), start(1)))
                .hasValueSatisfying(it -> assertThat(it).startsWith("The history of backend could not be kept: "));
        assertThat(histories.of(BACKEND).starts()).isEmpty();
        assertThat(histories.all()).isEmpty();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all =
                    files.filter(it -> it.toString().endsWith(".history")).toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static StartTimes start(int n) {
        return new StartTimes(
                Instant.EPOCH.plusSeconds(n),
                8000,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(3),
                Duration.ofMillis(n));
    }
}
