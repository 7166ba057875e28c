package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionEndListenerTest {

    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    private final BuildState state = new BuildState(request);
    private final List<String> heard = new ArrayList<>();

    @TempDir
    private Path home;

    @BeforeEach
    void listenAsMavenDoes() {
        request.setExecutionListener(new AbstractExecutionListener() {
            @Override
            public void sessionEnded(ExecutionEvent event) {
                heard.add("ended");
            }

            @Override
            public void projectFailed(ExecutionEvent event) {
                heard.add("failed");
            }
        });
    }

    @Test
    void isRegisteredOnceAndMavenIsToldOnce() {
        register();
        ExecutionListener wrapped = request.getExecutionListener();
        register();
        assertThat(request.getExecutionListener()).isSameAs(wrapped);

        wrapped.sessionEnded(null);

        assertThat(heard).containsExactly("ended");
    }

    @Test
    void whatFailsInItKeepsMavenFromNothing() {
        register();
        // Nobody can read these words: a defect, or another version of the plugin.
        request.getData().put("dev.portman.takes", "defect");

        request.getExecutionListener().projectFailed(null);
        request.getExecutionListener().sessionEnded(null);

        assertThat(heard).containsExactly("failed", "ended");
    }

    @Test
    void isAnObjectLikeOthers() {
        register();
        ExecutionListener wrapped = request.getExecutionListener();

        assertThat(List.of(wrapped)).contains(wrapped).doesNotContain(new AbstractExecutionListener());
        assertThat(wrapped.hashCode()).isEqualTo(System.identityHashCode(wrapped));
        assertThat(wrapped.toString()).contains("portman");
    }

    private void register() {
        Portman portman = Portman.open(Map.of("PORTMAN_STATE_HOME", home.toString()), Allowances.NONE, event -> {});
        SessionEndListener.register(request, state, portman, new BuildLog(new SystemStreamLog(), line -> {}));
    }
}
