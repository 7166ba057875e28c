package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers of a project as they are: the described ones, started or not, and those that run although nobody describes them any more. */
final class Observed {

    private final Project project;
    private final Portman portman;
    private final Map<String, ServerStatus> recorded = new LinkedHashMap<>();

    Observed(Project project, Portman portman) {
        this.project = project;
        this.portman = portman;
        for (ServerStatus status : portman.status(project.directory())) {
            recorded.put(status.key().name(), status);
        }
    }

    /** The same servers after all checks of the described ones have been asked once; none means all. */
    Observed asked(List<String> names) {
        List<ServerSpec> specs = project.specs().stream()
                .filter(it -> names.isEmpty() || names.contains(it.name()))
                .toList();
        for (ServerStatus status : portman.health(specs)) {
            recorded.put(status.key().name(), status);
        }
        return this;
    }

    /**
     * Those asked for by a verb that ends servers: a name that stands for nothing here may be that of a server whose folder is gone.
     *
     * @throws dev.portman.model.PortmanException as {@link #statuses}, or if there are such servers of several folders
     */
    List<ServerStatus> statusesToEnd(List<String> names) {
        List<String> known = project.known(recorded.keySet(), portman);
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
     * Those asked for, in the order of the description.
     *
     * @param names which; none means all
     * @throws dev.portman.model.PortmanException for a name that is neither described nor recorded, or if nothing is
     */
    List<ServerStatus> statuses(List<String> names) {
        List<String> known = project.known(recorded.keySet(), portman);
        if (known.isEmpty()) {
            throw project.undescribed();
        }
        List<ServerStatus> statuses = new ArrayList<>();
        for (String name : project.selected(names, known)) {
            statuses.add(recorded.getOrDefault(name, ServerStatus.unknown(new ServerKey(project.directory(), name))));
        }
        return statuses;
    }
}
