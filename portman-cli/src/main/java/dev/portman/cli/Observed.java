package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The servers of a project as they are: the described ones, started or not, and those that run although nobody describes them any more. */
final class Observed {

    private final Project project;
    private final Portman portman;
    /** By name, in plain maps of strings, since the hash of a record is costly in the first moments of a JVM. */
    private final Map<String, ServerStatus> ofPersons = new LinkedHashMap<>();

    private final Map<String, ServerStatus> ofBuilds = new LinkedHashMap<>();

    Observed(Project project, Portman portman) {
        this.project = project;
        this.portman = portman;
        for (ServerStatus status : portman.status(project.directory())) {
            put(status);
        }
    }

    /** The same servers after all checks of the described ones have been asked once; none means all. */
    Observed asked(List<String> names) {
        List<ServerSpec> specs = Stream.of(Side.values())
                .flatMap(side -> project.specs(side).stream())
                .filter(it -> it.key().side() == Side.PERSON || ofBuilds.containsKey(it.name()))
                .filter(it -> names.isEmpty() || names.contains(it.name()))
                .toList();
        for (ServerStatus status : portman.health(specs)) {
            put(status);
        }
        return this;
    }

    /**
     * Those asked for by a verb that ends servers: a name that stands for nothing here may be that of a server whose folder is gone.
     *
     * @throws dev.portman.model.PortmanException as {@link #statuses}, or if there are such servers of several folders
     */
    List<ServerStatus> statusesToEnd(List<String> names) {
        List<String> known = known();
        List<String> here = new ArrayList<>();
        List<ServerStatus> elsewhere = new ArrayList<>();
        for (String name : names) {
            List<ServerStatus> lost =
                    Selection.of(name, known).isEmpty() ? portman.lost().named(name) : List.of();
            if (lost.isEmpty()) {
                here.add(name);
            }
            elsewhere.addAll(lost);
        }
        List<ServerStatus> asked = new ArrayList<>(here.isEmpty() && !elsewhere.isEmpty() ? List.of() : statuses(here));
        asked.addAll(elsewhere);
        return asked;
    }

    /**
     * Those asked for, in the order of the description; of two of one name, a person's comes first.
     *
     * @param names which; none means all
     * @throws dev.portman.model.PortmanException for a name that is neither described nor recorded, or if nothing is
     */
    List<ServerStatus> statuses(List<String> names) {
        List<String> known = known();
        if (known.isEmpty()) {
            throw project.undescribed();
        }
        List<ServerStatus> statuses = new ArrayList<>();
        for (String name : project.selected(names, known)) {
            statuses.addAll(of(name));
        }
        return statuses;
    }

    private void put(ServerStatus status) {
        (status.key().isOfBuild() ? ofBuilds : ofPersons).put(status.key().name(), status);
    }

    /** A server of a build alone that a portman.yaml describes is a person's, too, that does not run. */
    private List<ServerStatus> of(String name) {
        List<ServerStatus> found = new ArrayList<>();
        ServerStatus persons = ofPersons.get(name);
        ServerStatus builds = ofBuilds.get(name);
        if (persons != null) {
            found.add(persons);
        } else if (builds == null || project.describes(name, portman)) {
            found.add(ServerStatus.unknown(new ServerKey(project.directory(), name)));
        }
        if (builds != null) {
            found.add(builds);
        }
        return found;
    }

    private List<String> known() {
        List<String> names = new ArrayList<>(ofPersons.keySet());
        for (String name : ofBuilds.keySet()) {
            if (!ofPersons.containsKey(name)) {
                names.add(name);
            }
        }
        return project.known(names, portman);
    }
}
