package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a name stands for where nobody can go to the folder that it comes from. */
class LostServersTest {

    @Test
    void aNameStandsForTheOnlyServerOrAllInstancesOfOne() {
        LostServers lost = new LostServers(List.of(
                server("/a", "web", ServerState.RUNNING),
                server("/b", "api-1", ServerState.RUNNING),
                server("/b", "api-2", ServerState.UNHEALTHY)));

        assertThat(lost.named("web")).extracting(it -> it.key().name()).containsExactly("web");
        assertThat(lost.named("api")).extracting(it -> it.key().name()).containsExactly("api-1", "api-2");
        assertThat(lost.named("other")).isEmpty();
    }

    @Test
    void thoseThatRunComeBeforeThoseThatHaveEnded() {
        ServerStatus ended = server("/a", "web", ServerState.EXITED);
        ServerStatus running = server("/b", "web", ServerState.RUNNING);

        assertThat(new LostServers(List.of(ended, running)).named("web")).containsExactly(running);
        assertThat(new LostServers(List.of(ended)).named("web")).containsExactly(ended);
    }

    @Test
    void aNameOfSeveralFoldersIsRefusedWithAWayToSayWhich() {
        LostServers lost = new LostServers(
                List.of(server("/a", "web", ServerState.RUNNING), server("/b", "web", ServerState.RUNNING)));

        assertThatExceptionOfType(UnknownServerException.class)
                .isThrownBy(() -> lost.named("web"))
                .withMessage("'web' is the name of several servers whose folder is gone: web of /a; web of /b.")
                .satisfies(it -> assertThat(it.advice()).contains("portman stop -C FOLDER web", "portman stop --all"));
    }

    private static ServerStatus server(String folder, String name, ServerState state) {
        return new ServerStatus(new ServerKey(Path.of(folder), name), state, Optional.empty(), Optional.empty())
                .withoutFolder();
    }
}
