package dev.portman.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {

    /** Above every pid_max. */
    private static final long NOBODYS_PID = 1L << 23;

    private final Fixtures fixtures = new Fixtures();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void pidsAreDescendingAndHoldUs() {
        long[] pids = ProcFiles.pids();

        assertThat(pids).contains(ProcessHandle.current().pid(), 1L);
        for (int i = 1; i < pids.length; i++) {
            assertThat(pids[i]).isLessThan(pids[i - 1]);
        }
    }

    @Test
    void commandLineKeepsEmptyWordsInTheMiddle() {
        PythonProcess process = fixtures.python("ready(); wait()", "", "two words", "é");

        List<String> words = ProcFiles.commandLine(process.pid());

        assertThat(words.subList(words.size() - 3, words.size())).containsExactly("", "two words", "é");
    }

    @Test
    void environmentValueTakesTheWholeNameAndNothingElse() {
        PythonProcess process = fixtures.add(PythonProcess.start(
                List.of(),
                Map.of("X_PORTMAN_T", "wrong", "PORTMAN_T", "a=b c", "PORTMAN_TT", "wrong too", "EMPTY_T", ""),
                "ready(); wait()"));

        assertThat(ProcFiles.environmentValue(process.pid(), "PORTMAN_T")).contains("a=b c");
        assertThat(ProcFiles.environmentValue(process.pid(), "EMPTY_T")).contains("");
        assertThat(ProcFiles.environmentValue(process.pid(), "ORTMAN_T")).isEmpty();
    }

    @Test
    void anEnvironmentLargerThanOneBufferIsReadToItsEnd() {
        String large = "y".repeat(100_000);
        PythonProcess process =
                fixtures.add(PythonProcess.start(List.of(), Map.of("LARGE_T", large), "ready(); wait()"));

        assertThat(ProcFiles.environmentValue(process.pid(), "LARGE_T")).contains(large);
    }

    @Test
    void executableAndDirectoryOfADeletedProgramKeepTheirNames() throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep").toRealPath(), folder.resolve("my-server"));
        Path directory = Files.createDirectory(folder.resolve("work"));
        Process process = new ProcessBuilder(program.toString(), "50")
                .directory(directory.toFile())
                .start();
        try {
            Files.delete(program);
            Files.delete(directory);

            assertThat(ProcFiles.executable(process.pid())).contains(program.toAbsolutePath());
            assertThat(ProcFiles.workingDirectory(process.pid())).contains(directory.toAbsolutePath());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theUserIsKnownEvenWhereTheFolderBelongsToRoot() {
        PythonProcess process = fixtures.add(PythonProcess.start(
                AsNobody.prefix(), Map.of(), "ctypes.CDLL(None).prctl(4, 0, 0, 0, 0); ready(); wait()"));

        assertThat(ProcFiles.uid(process.pid())).hasValue(AsNobody.UID);
        ProcStat stat = ProcStat.read(process.pid()).orElseThrow();
        assertThat(ProcDescription.of(stat).user()).isEqualTo(UserNames.of(AsNobody.UID));
    }

    @Test
    void uidIsTheEffectiveOneAndNotTheReal() {
        Fixtures.assumeRootWith();
        PythonProcess process = fixtures.python("os.setresuid(0, int(sys.argv[1]), 0); ready(); wait()", AsNobody.UID);

        assertThat(ProcFiles.uid(process.pid())).hasValue(AsNobody.UID);
    }

    @Test
    void identityAndDescriptionFitTheProcess() throws IOException {
        PythonProcess process = fixtures.python("ready(); wait()");

        ProcessIdentity identity = ProcDescription.identity(process.pid()).orElseThrow();
        ProcStat stat = ProcStat.read(process.pid()).orElseThrow();
        ProcessDescription description = ProcDescription.of(stat);

        assertThat(identity.startTicks()).isEqualTo(stat.startTicks());
        assertThat(identity.bootId()).hasSize(36);
        assertThat(identity.namespaces())
                .isEqualTo(ProcFiles.namespaces(ProcessHandle.current().pid()))
                .matches("pid:\\[\\d+]( time:\\[\\d+])?");
        assertThat(description.name()).as("as people call it").isEqualTo("python3");
        assertThat(description.executableName())
                .isEqualTo(
                        Path.of("/usr/bin/python3").toRealPath().getFileName().toString());
        assertThat(description.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(description.directory()).contains(Path.of("").toRealPath());
    }

    @Test
    void nothingIsKnownOfAProcessThatDoesNotExist() {
        assertThat(ProcFiles.uid(NOBODYS_PID)).isEmpty();
        assertThat(ProcFiles.executable(NOBODYS_PID)).isEmpty();
        assertThat(ProcFiles.commandLine(NOBODYS_PID)).isEmpty();
        assertThat(ProcFiles.workingDirectory(NOBODYS_PID)).isEmpty();
        assertThat(ProcFiles.environmentValue(NOBODYS_PID, "PATH")).isEmpty();
        assertThat(ProcFiles.namespaces(NOBODYS_PID)).isEmpty();
        assertThat(ProcFiles.ownCgroup(NOBODYS_PID)).isEmpty();
        assertThat(ProcDescription.identity(NOBODYS_PID)).isEmpty();
        assertThat(SocketLinks.heldBy(NOBODYS_PID, new long[] {1})).isEmpty();
    }

    @Test
    void theCgroupIsTheOneInWhichTheServiceManagerSorts() {
        assertThat(own("0::/system.slice/nginx.service\n")).isEqualTo("/system.slice/nginx.service");
        assertThat(own("9:name=systemd:/a.service\n8:pids:/x\n0::/\n")).isEqualTo("/a.service");
        assertThat(own("9:name=systemd:/a.service\n0::/user.slice/b.scope\n")).isEqualTo("/user.slice/b.scope");
        assertThat(own("9:name=systemd:/only\n")).isEqualTo("/only");
        assertThat(own("12:cpu,0::/odd\n0::/with:colon")).isEqualTo("/with:colon");
        assertThat(CgroupLines.own("garbage".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(CgroupLines.own(new byte[0])).isEmpty();
    }

    private static String own(String lines) {
        return CgroupLines.own(lines.getBytes(StandardCharsets.UTF_8)).orElse("none");
    }
}
