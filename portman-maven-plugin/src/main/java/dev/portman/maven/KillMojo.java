package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.KillLimit;
import dev.portman.config.PortText;
import dev.portman.model.InvalidInputException;
import dev.portman.model.KillReach;
import dev.portman.model.KillReport;
import dev.portman.model.Selection;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.SideChoice;
import dev.portman.model.UnknownServerException;
import dev.portman.report.KillText;
import dev.portman.report.LeftToBuilds;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Ends, at once and by force, whoever listens on {@code -Dportman.port=8000[,8001]}, or the servers named in {@code -Dportman.servers}. Works in any
 * folder; never takes a port from a POM. A free port is success.
 */
@Mojo(name = "kill", requiresProject = false, aggregator = true, threadSafe = true)
public final class KillMojo extends AbstractPortmanMojo {

    /** Tells what would be done, and does nothing; fails with what is certain to fail. */
    @Parameter(property = "portman.dryRun", defaultValue = "false")
    boolean dryRun;

    @Override
    Set<String> typedOnly() {
        return Set.of("portman.port", "portman.servers");
    }

    @Override
    void run() {
        Optional<String> ports = commandLine().value("portman.port");
        Optional<String> names = commandLine().value("portman.servers");
        if (ports.isEmpty() && names.isEmpty()) {
            throw new InvalidInputException(
                    "portman.port",
                    "",
                    "is missing: say what to kill with -Dportman.port=8000 or -Dportman.servers=NAME");
        }
        List<Integer> wanted =
                ports.map(text -> PortText.ports("portman.port", text)).orElse(List.of());
        if (!commandLine().isSet("portman.allInRange")) {
            KillLimit.check("portman.port", wanted.size(), "-Dportman.allInRange");
        }
        Path folder = new Where(session, execution).describing();
        KillReach reach = new KillReach(folder, typedSide().isPresent());
        Portman portman = portman();
        List<ServerKey> servers = names.map(it -> servers(portman, it, folder)).orElse(List.of());
        if (dryRun) {
            show(PlanReport.ofKill(portman.dryRun().kill(wanted, servers, reach)));
            return;
        }
        KillReport report = portman.killAll(wanted, servers, reach);
        KillText text = new KillText();
        print(text.lines(report));
        print(text.notes(report));
        report.failure().ifPresent(it -> {
            throw it;
        });
    }

    /** A person's, and those of builds that are over; one that a running build uses is refused. */
    private List<ServerKey> servers(Portman portman, String names, Path folder) {
        List<ServerStatus> all = portman.status(folder);
        List<String> known = all.stream().map(it -> it.key().name()).toList();
        Set<ServerStatus> named = new LinkedHashSet<>();
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                List<String> here = Selection.of(name.strip(), known);
                all.stream().filter(it -> here.contains(it.key().name())).forEach(named::add);
                named.addAll(here.isEmpty() ? lost(name.strip(), portman, folder) : List.of());
            }
        }
        SideChoice choice = SideChoice.toEnd(List.copyOf(named), typedSide());
        if (!choice.left().isEmpty()) {
            throw LeftToBuilds.refusal(choice.left(), SIDE_OF_BUILD);
        }
        return choice.meant().stream().map(ServerStatus::key).toList();
    }

    /** What is known by its name everywhere, since its folder is gone. */
    private static List<ServerStatus> lost(String name, Portman portman, Path folder) {
        List<ServerStatus> lost = portman.lost().named(name);
        if (lost.isEmpty()) {
            throw new UnknownServerException(
                    "No server '" + name + "' is recorded for " + folder + ".",
                    "portman:status -Dportman.all lists all.");
        }
        return lost;
    }
}
