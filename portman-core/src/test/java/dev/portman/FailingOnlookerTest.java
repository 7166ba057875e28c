package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.testing.PythonServer;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A front end that cannot print any more, as Maven 4 after Ctrl-C, ends no act. */
class FailingOnlookerTest extends RealServers {

    @Test
    void startsAndStopsAreDoneAllTheSame() throws IOException {
        Portman mute = open(event -> {
            throw new IllegalStateException("the terminal is closed");
        });
        ServerSpec spec = server("api").build();

        mute.start(spec);
        assertThat(portman.status(project))
                .singleElement()
                .satisfies(it -> assertThat(it.state().isUp()).isTrue());
        assertThat(mute.stop(spec.key(), Optional.empty()).termination().isComplete())
                .isTrue();

        assertThat(portman.status(project)).isEmpty();
        assertThat(Files.readString(state.resolve(machine()).resolve("portman.log")))
                .containsOnlyOnce("has failed: java.lang.IllegalStateException: the terminal is closed")
                .contains("api is ready", "api is stopped");
    }

    @Test
    void whatWasBegunIsUndoneAllTheSame() {
        Portman mute = open(event -> {
            if (event instanceof ProgressEvent.StartAbandoned || event instanceof ProgressEvent.StoppingServer) {
                throw new IOError(new IOException("the terminal is closed"));
            }
        });
        ServerSpec ready = server("ready").build();
        ServerSpec broken =
                server("broken").python(PythonServer.FAILS).dependsOn("ready").build();

        assertThatExceptionOfType(ServerFailedException.class)
                .isThrownBy(() -> mute.startAll(List.of(ready, broken)))
                .withMessageStartingWith("broken ended with exit code 7");

        assertThat(launched()).hasSize(2);
        assertThat(portman.status(project)).isEmpty();
    }

    private String machine() throws IOException {
        try (var folders = Files.list(state)) {
            return folders.filter(Files::isDirectory)
                    .map(it -> it.getFileName().toString())
                    .toList()
                    .get(0);
        }
    }
}
