package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.KillLimit;
import dev.portman.config.PortText;
import dev.portman.model.InvalidInputException;
import dev.portman.model.KillReach;
import dev.portman.model.KillReport;
import dev.portman.model.ServerKey;
import dev.portman.report.KillText;
import dev.portman.report.PlanReport;
import java.nio.file.Path;
import java.util.ArrayList;
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
        CalledModules modules = new CalledModules(session, execution);
        List<ServerKey> servers = names.map(it -> servers(portman, NamedServers.of(it, modules.root()), modules))
                .orElse(List.of());
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

    private List<ServerKey> servers(Portman portman, NamedServers named, CalledModules modules) {
        if (named.names().isEmpty()) {
            return List.of();
        }
        StopTargets targets =
                new StopTargets(new RecordedServers(portman, modules.folders()), named, typedSide(), modules);
        List<ServerKey> servers = new ArrayList<>(targets.meant());
        servers.addAll(targets.lostOrRefused());
        return servers;
    }
}
