package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownNamesTest {

    private static final Path FILE = Path.of("/home/anna/shop/portman.yaml");
    private static final byte[] CONTENT = "servers: ...".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path home;

    private Path folder;
    private KnownNames names;

    @BeforeEach
    void open() throws IOException {
        StateFolder state = Samples.stateFolder(home);
        folder = state.machine();
        Files.delete(state.path());
        names = new KnownNames(state);
        names.keep(List.of("backend", "frontend"), CONTENT, FILE);
    }

    @Test
    void knowsWhatItKept() {
        assertThat(names.in(CONTENT, FILE)).contains(List.of("backend", "frontend"));
    }

    @Test
    void knowsNothingOfAnotherContentOrFile() {
        assertThat(names.in("servers: ,,,".getBytes(StandardCharsets.UTF_8), FILE))
                .isEmpty();
        assertThat(names.in(CONTENT, FILE.resolveSibling("other.yaml"))).isEmpty();
    }

    @Test
    void believesNoPartOfWhatItKept() throws IOException {
        Path file = file();
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(names.in(CONTENT, FILE)).as("%d characters", length).isEmpty();
        }
    }

    @Test
    void believesNothingThatOthersCouldHaveWritten() throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(names.in(CONTENT, FILE)).isEmpty();
    }

    @Test
    void keepsNoneWhereOneWouldBecomeTwo() {
        byte[] other = {1};
        names.keep(List.of("a\nb"), other, FILE);
        assertThat(names.in(other, FILE)).isEmpty();
    }

    /** A {@code portman.yaml} may hold passwords; they stay there. */
    @Test
    void keepsNothingOfTheContent() throws IOException {
        assertThat(file()).content().doesNotContain("servers");
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
