package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.config.ProjectFile;
import dev.portman.config.RawServer;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.InvalidInputException;
import dev.portman.model.JavaOptions;
import dev.portman.model.Nearest;
import dev.portman.model.Selection;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.UnknownServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder, and the servers that its {@code portman.yaml} describes. */
final class Project {

    private final Path directory;

    private Project(Path directory) {
        this.directory = directory;
    }

    /** The project of an existing folder. */
    static Project at(Path directory) {
        try {
            Path real = directory.toRealPath();
            if (Files.isDirectory(real)) {
                return new Project(real);
            }
        } catch (IOException e) {
            throw new InvalidInputException("--directory", directory.toString(), missing(directory));
        }
        throw new InvalidInputException("--directory", directory.toString(), "must be a folder");
    }

    /** The same also of a folder that is gone, as long as servers are remembered that were started there. */
    static Project of(Path directory, Portman portman) {
        Optional<Path> former = FormerFolder.at(directory);
        return former.isPresent() && !portman.status(former.get()).isEmpty()
                ? new Project(former.get())
                : at(directory);
    }

    /** What the locale cannot spell, the JVM can neither name nor find. */
    private static String missing(Path directory) {
        boolean unspeakable =
                !directory.isAbsolute() && System.getProperty("user.dir", "").indexOf('\ufffd') >= 0;
        return unspeakable
                ? "must be a folder that this locale can spell, and the current one has other letters; set LC_ALL=C.UTF-8"
                : "must be an existing folder";
    }

    /** Its real path: half of the key of each of its servers. */
    Path directory() {
        return directory;
    }

    /** The names in {@code portman.yaml}, in its order; none where there is no such file. */
    List<String> describedNames() {
        return isDescribed() ? names(ProjectFile.read(file())) : List.of();
    }

    /** All described servers of a side, in their order; none where there is no {@code portman.yaml}. */
    List<ServerSpec> specs(Side side) {
        return isDescribed() ? specs(ProjectFile.read(file()), side) : List.of();
    }

    /**
     * The servers to start.
     *
     * @param side whose
     * @param names which; none means all
     * @param typed what the command line says in place of the file, by key
     * @param envFiles files of variables that it names in place of those of the file; none if it names none
     */
    Wanted wanted(Side side, List<String> names, Map<String, String> typed, List<String> envFiles) {
        if (!isDescribed()) {
            throw undescribed();
        }
        List<RawServer> servers = ProjectFile.read(file());
        List<String> known = names(servers);
        List<String> selected = selected(names, known);
        String port = typed.get("port");
        boolean instances = names.size() == 1 && selected.size() > 1;
        if (port != null && selected.size() != 1 && !instances) {
            throw new InvalidInputException(
                    "--port", port, "fits one server only; name one of " + String.join(", ", selected));
        }
        List<RawServer> overridden = servers.stream()
                .map(it -> selected.contains(name(it)) ? with(it, typed, envFiles) : it)
                .map(it -> port != null && !instances ? it.withoutOffset() : it)
                .toList();
        List<ServerSpec> described = specs(overridden, side);
        return new Wanted(
                described.stream().filter(it -> selected.contains(it.name())).toList(), described);
    }

    /** The known names that the given ones stand for, in the order of the known ones; all if none is given. */
    List<String> selected(List<String> names, Collection<String> known) {
        Set<String> wanted = new HashSet<>(names.isEmpty() ? known : List.of());
        for (String name : names) {
            wanted.addAll(meant(name, known));
        }
        List<String> selected = new ArrayList<>();
        for (String name : known) {
            if (wanted.contains(name)) {
                selected.add(name);
            }
        }
        return selected;
    }

    private List<String> meant(String name, Collection<String> known) {
        List<String> meant = Selection.of(name, known);
        if (meant.isEmpty()) {
            throw new UnknownServerException(
                    "No server '" + name + "' is known in " + directory + ".",
                    Nearest.of(name, known)
                                    .map(it -> "Did you mean '" + it + "'? ")
                                    .orElse("")
                            + (known.isEmpty() ? "" : "Known: " + String.join(", ", known) + "."));
        }
        return meant;
    }

    /** What to say where something is asked for that only {@code portman.yaml} could tell. */
    InvalidInputException undescribed() {
        return new InvalidInputException(
                "file",
                file().toString(),
                "does not exist: describe your servers there, name another folder with -C DIR, or ask about a port with"
                        + " portman kill PORT, portman status PORT, portman status --all");
    }

    private boolean isDescribed() {
        return Files.exists(file());
    }

    /** Where its servers are described, if they are. */
    Path file() {
        return directory.resolve(ProjectFile.NAME);
    }

    private List<ServerSpec> specs(List<RawServer> servers, Side side) {
        return SpecReader.read(
                servers, new Surroundings(directory, side, "server", JavaOptions.ofUser(System.getenv())));
    }

    private static List<String> names(List<RawServer> servers) {
        return servers.stream().map(Project::name).toList();
    }

    private static String name(RawServer server) {
        return server.values().getOrDefault("name", "");
    }

    private static RawServer with(RawServer server, Map<String, String> typed, List<String> envFiles) {
        Map<String, String> values = new LinkedHashMap<>(server.values());
        values.putAll(typed);
        RawServer overridden = server.withValues(values);
        return envFiles.isEmpty() ? overridden : overridden.withList("envFile", envFiles);
    }

    /** Whether {@code portman.yaml} describes a server. */
    boolean describes(String name, Portman portman) {
        return isDescribed() && portman.namesIn(file()).contains(name);
    }

    /** The names of {@code portman.yaml} and, after them, those that are only remembered. */
    List<String> known(Collection<String> recorded, Portman portman) {
        List<String> all = new ArrayList<>(isDescribed() ? portman.namesIn(file()) : List.of());
        for (String name : recorded) {
            if (!all.contains(name)) {
                all.add(name);
            }
        }
        return all;
    }
}
