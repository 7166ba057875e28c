package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a stop leaves that is killed on its way; with strace at every system call, the fault suite does the same. */
class InterruptedStopTest extends RealServers {

    @Test
    void theRecordGoesAfterTheProjectShowsThatTheServerIsStopped() throws IOException {
        ServerSpec spec = server("backend").build();
        portman.start(spec);
        // What it cannot show, it tells: the moment at which a killed stop would have left what is there now.
        Path shown = project.resolve("logs/backend_status.json");
        Files.delete(shown);
        Files.createDirectories(shown.resolve("in the way"));
        List<Boolean> recorded = new CopyOnWriteArrayList<>();

        open(event -> {
                    if (event instanceof ProgressEvent.NotShown) {
                        recorded.add(!portman.status(project).isEmpty());
                    }
                })
                .stop(spec.key(), AS_DESCRIBED);

        assertThat(recorded)
                .as("it is shown as stopping, then as stopped, while its record is there")
                .containsExactly(true, true);
        assertThat(portman.status(project)).isEmpty();
    }
}
