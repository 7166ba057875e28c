package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.StateFolderException;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    Path home;

    @Test
    void createsWhatIsMissingForItsUserAlone() throws IOException {
        StateFolder state = open(home.resolve("a/b"));
        Path folder = state.path();
        assertThat(state.machine().getParent()).isEqualTo(home.toRealPath().resolve("a/b"));
        assertThat(state.machine().getFileName().toString()).matches("[0-9a-f]{16}");
        assertThat(folder).isEqualTo(state.machine().resolve(state.place().folderName()));
        for (Path path : List.of(folder, state.machine(), home.resolve("a/b"), home.resolve("a"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(open(home.resolve("a/b")).path()).isEqualTo(folder);
    }

    @Test
    void looksWhereTheUserTheDesktopOrTheSystemWantsIt() {
        Path user = home.toAbsolutePath();
        assertThat(place(Map.of("PORTMAN_STATE_HOME", "/p", "XDG_STATE_HOME", "/x"), "Linux"))
                .isEqualTo(Path.of("/p"));
        assertThat(place(Map.of("PORTMAN_STATE_HOME", "", "XDG_STATE_HOME", "/x/../y"), "Linux"))
                .isEqualTo(Path.of("/y/portman"));
        assertThat(place(Map.of("XDG_STATE_HOME", "", "HOME", user.toString()), "Linux"))
                .isEqualTo(user.resolve(".local/state/portman"));
        assertThat(place(Map.of("HOME", user.toString()), "Mac OS X"))
                .isEqualTo(user.resolve("Library/Application Support/portman"));
        assertThat(place(Map.of("HOME", user.toString()), "Windows 11"))
                .isEqualTo(user.resolve("AppData/Local/portman"));
    }

    @Test
    void refusesARelativePath() {
        assertRefused(
                () -> StateFolder.open(Map.of("PORTMAN_STATE_HOME", "state")),
                "PORTMAN_STATE_HOME is 'state', which is not an absolute path.",
                "Set it to an absolute path, or unset it.");
        assertRefused(
                () -> StateFolder.open(Map.of("XDG_STATE_HOME", "~/state")),
                "XDG_STATE_HOME is '~/state', which is not an absolute path.",
                "Set it to an absolute path, or unset it.");
    }

    @Test
    void refusesAFolderThatOthersCanWrite() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));
        assertRefused(
                () -> open(shared),
                "State folder " + shared.toRealPath()
                        + " can be written by others, so what it says cannot be believed.",
                "Run: chmod go-w " + shared.toRealPath());
    }

    @Test
    void refusesAFolderThatAnybodyCanReplaceButAcceptsASticky() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Path ours = Files.createDirectory(
                shared.resolve("ours"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setAttribute(shared, "unix:mode", 0777);
        assertRefused(
                () -> open(ours),
                "State folder " + ours.toRealPath() + " can be replaced by anybody: " + shared.toRealPath()
                        + " is writable for all.",
                "Run: chmod o-w " + shared.toRealPath() + ", or set PORTMAN_STATE_HOME to another folder.");
        Files.setAttribute(shared, "unix:mode", 01777);
        assertThat(open(ours).path()).isDirectory();
    }

    @Test
    void refusesAFolderFarBelowOneThatIsWritableForAll() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Path ours = Files.createDirectories(
                shared.resolve("private/of/ours"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setAttribute(shared, "unix:mode", 0777);
        assertRefused(
                () -> open(ours),
                "State folder " + ours.toRealPath() + " can be replaced by anybody: " + shared.toRealPath()
                        + " is writable for all.",
                "Run: chmod o-w " + shared.toRealPath() + ", or set PORTMAN_STATE_HOME to another folder.");
    }

    @Test
    void acceptsAFolderBelowOneThatAGroupMayWrite() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 0770);
        assertThat(open(shared.resolve("ours")).path()).isDirectory();
    }

    @Test
    void refusesAFolderOfSomebodyElse() throws IOException {
        Needs.root();
        Path foreign = Files.createDirectory(home.resolve("foreign"));
        Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(foreign, "unix:uid", 65_534);
        String owner = Files.getOwner(foreign).getName();
        String us = Files.getOwner(home).getName();
        assertRefused(
                () -> open(foreign),
                "State folder " + foreign.toRealPath() + " belongs to user " + owner + ", not to " + us
                        + ", so what it says cannot be believed.",
                "Remove it, or set PORTMAN_STATE_HOME to a folder of yours.");
        assertThat(foreign).isEmptyDirectory();
    }

    @Test
    void namesAnOwnerWithoutANameByANumberThatIsNotNegative() throws IOException {
        Needs.root();
        Path foreign = Files.createDirectory(home.resolve("foreign"));
        Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(foreign, "unix:uid", (int) 3_000_000_000L);

        assertThatThrownBy(() -> open(foreign)).hasMessageContaining(" belongs to user 3000000000, not to ");
    }

    @Test
    void followsALinkToAFolderOfOurs() throws IOException {
        Path real = Files.createDirectory(
                home.resolve("real"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path link = Files.createSymbolicLink(home.resolve("link"), real);
        assertThat(open(link).path()).startsWithRaw(real.toRealPath());
    }

    @Test
    void refusesAFileAndADanglingLink() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        Path dangling = Files.createSymbolicLink(home.resolve("dangling"), home.resolve("nothing"));
        for (Path path : new Path[] {file, dangling}) {
            assertRefused(
                    () -> open(path),
                    "State folder " + path + " cannot be created: something that is no folder is in its place.",
                    "Make room for it, or set PORTMAN_STATE_HOME to a folder of yours.");
        }
    }

    @Test
    void refusesAFileSystemThatCannotBeWritten() {
        assertThatThrownBy(() -> open(Path.of("/proc/portman")))
                .isInstanceOf(StateFolderException.class)
                .hasMessageStartingWith("State folder /proc/portman cannot be created: ");
        assertThatThrownBy(() -> open(Path.of("/proc")))
                .isInstanceOf(StateFolderException.class)
                .hasMessageStartingWith("State folder /proc cannot be written: ");
    }

    @Test
    void neverShowsTheIdOfTheMachine() {
        assertThat(MachineId.hashed("a")).isNotEqualTo(MachineId.hashed("b")).hasSize(16);
    }

    @Test
    void anIdThatIsKeptIsMadeOnceForAllWhoNeedItAtTheSameMoment() throws Exception {
        List<StateFolder> opened = new CopyOnWriteArrayList<>();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> opened.add(withoutId())))
                .limit(8)
                .toList();
        threads.forEach(Thread::start);
        for (Thread each : threads) {
            each.join();
        }

        assertThat(opened)
                .hasSize(8)
                .extracting(StateFolder::path)
                .containsOnly(opened.get(0).path());
        assertThat(opened.get(0).knowsMachine()).isFalse();
        Path kept = home.resolve("machine-id");
        assertThat(kept).content().matches("[0-9a-f]{32}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(opened.get(0).machine().getFileName().toString())
                .isEqualTo(MachineId.hashed(Files.readString(kept).strip()));
    }

    @Test
    void anIdThatCannotBeBelievedIsNotReplaced() throws IOException {
        Path kept = Files.createFile(home.toRealPath().resolve("machine-id"));
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
        for (String broken : List.of("", "x\n", "abcd\n")) {
            Files.writeString(kept, broken);
            assertRefused(
                    this::withoutId,
                    "The id of this machine in " + kept + " cannot be believed: it holds no id.",
                    "Put it back as it was; without it, servers that run are not known here. If none runs, remove the file.");
            assertThat(kept).content().isEqualTo(broken);
        }
    }

    /** As a machine-id that is written while servers run, or hidden in some mount namespaces. */
    @Test
    void aPlaceIsFoundAgainWhenTheMachineGetsOrLosesItsId() throws IOException {
        Path id = home.resolve("id");
        StateFolder before = withoutId();
        Files.writeString(id, "a".repeat(32));
        StateFolder after = StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString()), List.of(id));
        assertThat(after.path()).isEqualTo(before.path());
        assertThat(after.knowsMachine())
                .as("the id of that folder is of many machines")
                .isFalse();

        Path other = home.resolve("other");
        StateFolder known = StateFolder.open(Map.of("PORTMAN_STATE_HOME", other.toString()), List.of(id));
        assertThat(known.knowsMachine()).isTrue();
        assertThat(StateFolder.open(Map.of("PORTMAN_STATE_HOME", other.toString()), List.of())
                        .path())
                .isEqualTo(known.path());
    }

    private StateFolder withoutId() {
        return StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString()), List.of(home.resolve("none")));
    }

    private static StateFolder open(Path home) {
        return StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString()));
    }

    private static Path place(Map<String, String> environment, String system) {
        return StateHome.of(environment, system);
    }

    private static void assertRefused(ThrowingCallable opening, String message, String advice) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        StateFolderException.class,
                        it -> assertThat(it.advice()).isEqualTo(advice))
                .hasMessage(message);
    }
}
