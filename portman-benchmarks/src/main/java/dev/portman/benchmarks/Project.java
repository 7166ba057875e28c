package dev.portman.benchmarks;

import dev.portman.Portman;
import dev.portman.config.ProjectFile;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.Allowances;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with a portman.yaml.
 *
 * @param folder in which it lies
 */
record Project(Path folder) {

    /** One that describes servers of C, each on a port of its own. */
    static Project of(Place place, String name, int servers, int firstPort, String options) throws IOException {
        StringBuilder yaml = new StringBuilder("servers:\n");
        for (int i = 0; i < servers; i++) {
            yaml.append("  s")
                    .append(i)
                    .append(":\n    command: ")
                    .append(place.program("server"))
                    .append(" @{port} ")
                    .append(options)
                    .append("\n    port: ")
                    .append(firstPort + i)
                    .append('\n');
        }
        Path folder = place.fresh(name);
        Files.writeString(folder.resolve(ProjectFile.NAME), yaml);
        return new Project(folder);
    }

    /** Its only server. */
    ServerSpec spec(Side side) {
        return specs(side).get(0);
    }

    List<ServerSpec> specs(Side side) {
        return SpecReader.read(
                ProjectFile.read(folder.resolve(ProjectFile.NAME)),
                new Surroundings(folder, side, folder.getFileName().toString(), System.getenv()));
    }

    static Portman open(Place place) {
        return Portman.open(place.environment(), Allowances.NONE, event -> {});
    }
}
