package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What servers of several modules are called. */
class ServerLabelsTest {

    private static final Path ROOT = Path.of("/home/anna/shop");
    private static final Map<Path, String> MODULES =
            Map.of(ROOT, "shop", ROOT.resolve("server/app"), "shop-app", ROOT.resolve("admin"), "admin");

    private final ServerKey app = key("server/app", "backend");
    private final ServerKey admin = key("admin", "backend");
    private final ServerKey ui = key("admin", "my-ui");
    private final ServerKey root = key("", "backend");

    @Test
    void aNameThatIsUniqueIsEnough() {
        ServerLabels labels = labels(app, ui);

        assertThat(labels.of(app)).isEqualTo("backend");
        assertThat(labels.variables(app)).containsExactly("shop-app-backend", "backend");
        assertThat(labels.variables(ui)).containsExactly("admin-my-ui", "my-ui");
    }

    @Test
    void aNameThatTwoModulesShareSaysWhich() {
        ServerLabels labels = labels(app, admin, ui, root);

        assertThat(labels.of(app)).isEqualTo("server/app:backend");
        assertThat(labels.of(admin)).isEqualTo("admin:backend");
        assertThat(labels.of(root)).isEqualTo(".:backend");
        assertThat(labels.of(ui)).isEqualTo("my-ui");
        assertThat(labels.variables(app)).containsExactly("shop-app-backend");
        assertThat(labels.variables(admin)).containsExactly("admin-backend");
    }

    @Test
    void aPersonsAndABuildsOfOneFolderAreNotTwoModules() {
        ServerLabels labels = labels(app, app.on(Side.BUILD));

        assertThat(labels.of(app)).isEqualTo("backend");
        assertThat(labels.of(app.on(Side.BUILD))).isEqualTo("backend");
    }

    @Test
    void aVariableThatWouldBeTwoServersIsNeithersUnlessItIsTheOwnName() {
        ServerKey named = key("server/app", "admin-backend");
        ServerLabels labels = labels(admin, app, named);

        assertThat(labels.variables(named)).contains("admin-backend");
        assertThat(labels.variables(admin)).isEmpty();
    }

    @Test
    void aStatusKeepsAllButItsName() {
        ServerStatus status = new ServerStatus(app, ServerState.STOPPED, Optional.empty(), Optional.of(3));

        ServerStatus labelled = labels(app, admin).labelled(status);

        assertThat(labelled.key()).isEqualTo(key("server/app", "server/app:backend"));
        assertThat(labelled.exitCode()).contains(3);
    }

    private static ServerLabels labels(ServerKey... servers) {
        return new ServerLabels(ROOT, MODULES, List.of(servers));
    }

    private static ServerKey key(String module, String name) {
        return new ServerKey(ROOT.resolve(module), name);
    }
}
