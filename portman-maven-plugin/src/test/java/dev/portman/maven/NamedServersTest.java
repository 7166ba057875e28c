package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code -Dportman.servers} means where several modules have servers. */
class NamedServersTest {

    private static final Path ROOT = Path.of("/home/anna/shop");

    private final ServerKey app = new ServerKey(ROOT.resolve("app"), "backend");
    private final ServerKey first = new ServerKey(ROOT.resolve("admin"), "backend-1");
    private final ServerKey second = new ServerKey(ROOT.resolve("admin"), "backend-2");
    private final ServerKey root = new ServerKey(ROOT, "backend");
    private final List<ServerKey> all = List.of(app, first, second, root);

    @Test
    void noNameMeansAll() {
        assertThat(meant("")).isEqualTo(all);
        assertThat(meant(" , ")).isEqualTo(all);
    }

    @Test
    void aNameMeansThatOfEveryModuleAndItsInstancesThere() {
        assertThat(meant("backend")).isEqualTo(all);
        assertThat(meant("backend-2")).containsExactly(second);
    }

    @Test
    void aPathMeansOneModule() {
        assertThat(meant("app:backend")).containsExactly(app);
        assertThat(meant("admin:backend,./app:backend")).containsExactly(app, first, second);
        assertThat(meant(".:backend")).containsExactly(root);
    }

    @Test
    void whatStandsForNothingIsFound() {
        assertThat(named("backend,admin:frontend,app:backend-1").unknownAmong(all))
                .containsExactly("admin:frontend", "app:backend-1");
    }

    @Test
    void aModuleKnowsItsOwnServersByName() {
        assertThat(named("app:backend,ui").in(ROOT.resolve("app"))).containsExactly("backend", "ui");
        assertThat(named("app:backend,ui").in(ROOT.resolve("admin"))).containsExactly("app:backend", "ui");
    }

    private List<ServerKey> meant(String written) {
        NamedServers named = named(written);
        return all.stream().filter(it -> named.take(it, all)).toList();
    }

    private static NamedServers named(String written) {
        return NamedServers.of(written, ROOT);
    }
}
