package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.AssignedPort;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFilesTest {

    @TempDir
    Path project;

    @Test
    void showsAServerThatRuns() {
        assertThat(publish(ServerState.RUNNING)).isEmpty();
        assertThat(logs("backend_status.json")).hasContent("{\"json\":1}");
        assertThat(logs("backend.pid")).hasContent("4242");
        assertThat(logs(".gitignore")).hasContent("*");
        assertThat(logs("backend.status")).hasContent("""
                        version=1
                        name=backend
                        state=running
                        pid=4242
                        ticks=987654
                        boot=b0b0-1d
                        port=8001
                        url=http://127.0.0.1:8001
                        started=2026-11-24T12:00:00.123456789Z
                        log=%s/logs/backend.log
                        """.formatted(project));
    }

    @Test
    void takesAwayThePidOfAServerThatIsGone() {
        publish(ServerState.RUNNING);
        assertThat(publish(ServerState.EXITED)).isEmpty();
        assertThat(logs("backend.pid")).doesNotExist();
        assertThat(logs("backend.status"))
                .hasContent("version=1\nname=backend\nstate=exited\npid=\nticks=\nboot=\nport=\nurl=\nstarted=\nlog="
                        + project + "/logs/backend.log\n");
    }

    @Test
    void doesNotBringBackAFolderThatWasCleanedAway() {
        assertThat(publish(ServerState.STOPPED)).isEmpty();
        assertThat(logs("")).doesNotExist();
    }

    @Test
    void doesNotBringBackAProjectThatIsGone() throws IOException {
        ServerRecord record = new ServerRecord(
                new ServerKey(project.resolve("gone"), "backend"),
                "cookie",
                record().starter(),
                record().leader(),
                Samples.ready("backend", project.resolve("gone/logs")).spec(),
                record().assigned(),
                record().report());
        for (ServerState state : ServerState.values()) {
            assertThat(StatusFiles.publish(ServerStatus.of(record, state), "{}"))
                    .isEmpty();
        }
        assertThat(project.resolve("gone")).doesNotExist();

        Files.createDirectory(project.resolve("gone"));
        StatusFiles.publish(ServerStatus.of(record, ServerState.RUNNING), "{}");
        assertThat(project.resolve("gone/logs/backend.pid")).exists();
    }

    @Test
    void writesNothingForAServerWithoutARecord() {
        assertThat(StatusFiles.publish(ServerStatus.unknown(Samples.key("x")), "{}"))
                .isEmpty();
    }

    @Test
    void keepsAGitignoreThatIsThere() throws IOException {
        Files.createDirectories(logs(""));
        Files.writeString(logs(".gitignore"), "mine");
        publish(ServerState.RUNNING);
        assertThat(logs(".gitignore")).hasContent("mine");
    }

    @Test
    void replacesPlantedLinksAndLeavesTheVictimAlone() throws IOException {
        Path victim = Files.writeString(project.resolve("victim"), "intact");
        Files.createDirectories(logs(""));
        for (String name : new String[] {"backend.pid", "backend.status", "backend_status.json"}) {
            Files.createSymbolicLink(logs(name), victim);
        }
        assertThat(publish(ServerState.RUNNING)).isEmpty();
        assertThat(victim).hasContent("intact");
        assertThat(Files.isSymbolicLink(logs("backend.status"))).isFalse();
    }

    @Test
    void saysWhatWentWrongInsteadOfFailingAStop() throws IOException {
        Files.createFile(logs(""));
        assertThat(publish(ServerState.RUNNING))
                .contains("The status of backend could not be written to " + project
                        + "/logs: something that is no folder is in its place.");
        assertThat(Files.isRegularFile(logs(""), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void letsNoValueStartALineOfItsOwn() throws IOException {
        ServerRecord record = record();
        ServerRecord odd = new ServerRecord(
                record.key(),
                record.cookie(),
                record.starter(),
                record.leader(),
                record.spec(),
                new AssignedPort(1, 1, "http://x\npid=1\u001b[31m"),
                record.report());
        StatusFiles.publish(ServerStatus.of(odd, ServerState.RUNNING), "{}");
        assertThat(Files.readString(logs("backend.status"))).contains("\nurl=http://x\\u000apid=1\\u001b[31m\n");
    }

    private Optional<String> publish(ServerState state) {
        return StatusFiles.publish(ServerStatus.of(record(), state), "{\"json\":1}");
    }

    private ServerRecord record() {
        return Samples.ready("backend", project.resolve("logs"));
    }

    private Path logs(String name) {
        return project.resolve("logs").resolve(name);
    }
}
