package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.junit.jupiter.api.Test;

class BuildStateTest {

    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    private final BuildState state = new BuildState(request);

    @Test
    void modulesThatAreBuiltAtTheSameTimeLoseNoTake() {
        IntStream.range(0, 200)
                .parallel()
                .forEach(it -> new BuildState(request).change(takes -> takes.with(take("/home/anna/" + it))));

        assertThat(state.takes().all()).hasSize(200);
    }

    @Test
    void twoBuildsInOneJvmDoNotMix() {
        state.change(it -> it.with(take("/work")));
        state.isFirst("thing");

        BuildState other = new BuildState(new DefaultMavenExecutionRequest());
        assertThat(other.takes().all()).isEmpty();
        assertThat(other.isFirst("thing")).isTrue();
        assertThat(state.isFirst("thing")).isFalse();
    }

    @Test
    void keepsWhatTwoVersionsOfThePluginCanRead() {
        state.change(it -> it.with(take("/work")));
        state.nameOf(this);

        assertThat(request.getData().values())
                .allSatisfy(it -> assertThat(it.getClass().getClassLoader()).isNull());
        assertThat((List<?>) request.getData().get("dev.portman.takes"))
                .allSatisfy(it -> assertThat(it.getClass().getClassLoader()).isNull());
    }

    @Test
    void namesThingsAndNotWhatEqualsThem() {
        String one = new String("equal");
        String other = new String("equal");

        assertThat(state.nameOf(one)).isEqualTo(state.nameOf(one)).isNotEqualTo(state.nameOf(other));
    }

    @Test
    void forgetsTheBuildAtItsEnd() {
        state.change(it -> it.with(take("/work")));
        state.isFirst("thing");
        state.isFirst("kept");

        state.end(Set.of("kept"));

        assertThat(state.takes().all()).isEmpty();
        assertThat(state.knows("thing")).isFalse();
        assertThat(state.knows("kept")).isTrue();
    }

    private static Take take(String module) {
        return new Take(
                new Take.Scope(module, ""),
                "start@it",
                "app",
                new Take.Server(new ServerKey(Path.of(module), "app", Side.BUILD), "cookie", false));
    }
}
