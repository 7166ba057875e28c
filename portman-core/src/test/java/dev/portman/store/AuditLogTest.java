package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final String HEAD = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z pid "
            + ProcessHandle.current().pid() + ": ";

    @TempDir
    Path home;

    private Path file;
    private AuditLog log;

    @BeforeEach
    void open() {
        StateFolder folder = Samples.stateFolder(home);
        file = folder.machine().resolve("portman.log");
        log = new AuditLog(folder);
    }

    @Test
    void writesOneLinePerActWithTimeAndPid() throws IOException {
        assertThat(log.append("Stopped pid 77.")).isTrue();
        assertThat(log.append("two\nlines\u001b[31m")).isTrue();
        assertThat(Files.readString(file))
                .matches(HEAD + "Stopped pid 77\\.\n" + HEAD + "two\\\\u000alines\\\\u001b\\[31m\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void staysBounded() throws IOException {
        String line = "x".repeat(5000);
        for (int i = 0; i < 700; i++) {
            log.append(line);
        }
        assertThat(Files.size(file)).isLessThan(1024 * 1024 + 5000);
        assertThat(Files.size(file.resolveSibling("portman.log.1"))).isLessThan(1024 * 1024 + 5000);
        assertThat(file.resolveSibling("portman.log.2")).doesNotExist();
    }

    @Test
    void saysThatItCouldNotBeWrittenAndFollowsNoLink() throws IOException {
        Path victim = Files.writeString(home.resolve("victim"), "intact");
        Files.createSymbolicLink(file, victim);
        assertThat(log.append("line")).isFalse();
        assertThat(victim).hasContent("intact");
    }
}
