package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.ProgressEvent;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A state folder and a project, fresh for one trial.
 *
 * @param state what {@code PORTMAN_STATE_HOME} names
 * @param project where servers are described
 */
record Place(Path state, Path project) {

    static Place in(Path folder) throws IOException {
        Path trial = Files.createTempDirectory(folder.toRealPath(), "trial");
        return new Place(
                Files.createDirectory(trial.resolve("state")), Files.createDirectory(trial.resolve("project")));
    }

    Portman portman(Consumer<ProgressEvent> told) {
        return Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, told);
    }

    SpecBuilder server(String name) {
        return new SpecBuilder(project, name);
    }
}
