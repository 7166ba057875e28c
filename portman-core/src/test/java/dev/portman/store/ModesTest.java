package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModesTest {

    @TempDir
    Path home;

    @Test
    void keepsEverythingPrivateUnderTheMostGenerousUmask() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start("umask 000", WriteEverything.class, home)) {
            assertThat(child.line()).isEqualTo("null");
            assertThat(child.exitCode()).isZero();
        }
        TreeMap<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : (Iterable<Path>) all.filter(it -> !it.equals(home))::iterator) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                modes.put(
                        home.relativize(path)
                                .toString()
                                .replaceAll("[0-9a-f-]{36}_\\d+_\\d+", "PLACE")
                                .replaceAll("[0-9a-f]{16}", "X"),
                        mode);
            }
        }
        TreeMap<String, String> expected = new TreeMap<>();
        Stream.of("state", "state/X", "state/X/PLACE", "project", "project/logs")
                .forEach(it -> expected.put(it, "rwx------"));
        Stream.of("PLACE/backend-X.json", "PLACE/portman.lock", "portman.log")
                .forEach(it -> expected.put("state/X/" + it, "rw-------"));
        Stream.of(".gitignore", "backend.pid", "backend.status", "backend_status.json")
                .forEach(it -> expected.put("project/logs/" + it, "rw-------"));
        assertThat(modes).isEqualTo(expected);
    }

    @Test
    void leavesNothingHalfWrittenWhereNothingFits() throws IOException, InterruptedException {
        StateFolder folder = Samples.stateFolder(home);
        new Registry(folder, event -> {}).save(Samples.ready("backend"));
        // A limit on the size of files fails like a full disk: the JVM ignores SIGXFSZ, write(2) says EFBIG.
        try (ChildJvm child = ChildJvm.start("ulimit -f 0", SaveOnly.class, home)) {
            assertThat(child.line())
                    .isEqualTo("Record " + RecordName.of(Samples.key("backend"), folder.path())
                            + " cannot be written: File too large.");
        }
        assertThat(new Registry(folder, event -> {}).all()).containsExactly(Samples.ready("backend"));
        try (Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).hasSize(1);
        }
    }

    /** Child: saves one record, or says why not. */
    static final class SaveOnly {

        private SaveOnly() {}

        public static void main(String[] arguments) {
            try {
                new Registry(Samples.stateFolder(Path.of(arguments[0])), event -> {}).save(Samples.ready("backend"));
                System.out.println("saved");
            } catch (StateFolderException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
