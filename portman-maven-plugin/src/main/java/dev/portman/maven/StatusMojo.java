package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.config.PortText;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.SideChoice;
import dev.portman.report.HoldersReport;
import dev.portman.report.StatusJson;
import dev.portman.report.StatusTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows the servers of this project, of this user with {@code -Dportman.all}, or who holds a port with {@code -Dportman.port=N}. Needs no POM, changes
 * nothing, and fails the build only with {@code -Dportman.failIfNotRunning}. Bound to a phase, it shows and judges the build's servers of the module.
 */
@Mojo(name = "status", requiresProject = false, aggregator = true, threadSafe = true)
public final class StatusMojo extends AbstractPhaseMojo {

    /** {@code table} for people or {@code json} for programs; JSON goes to standard output as it is. */
    @Parameter(property = "portman.output", defaultValue = "table")
    String output = "table";

    /** Asks all checks of the described servers before, as {@code health} does. */
    @Parameter(property = "portman.check", defaultValue = "false")
    boolean check;

    /** Fails the build unless at least one server is shown and all are running. */
    @Parameter(property = "portman.failIfNotRunning", defaultValue = "false")
    boolean failIfNotRunning;

    @Override
    Set<String> typedOnly() {
        return Set.of("portman.port");
    }

    @Override
    void run() throws MojoFailureException {
        if (!output.equals("table") && !output.equals("json")) {
            throw new InvalidInputException("portman.output", output, "must be table or json");
        }
        Portman portman = portman();
        Optional<String> port = commandLine().value("portman.port");
        if (port.isPresent()) {
            PortText.ports("portman.port", port.get()).forEach(it -> showPort(portman, it));
            return;
        }
        List<ServerStatus> found = statuses(portman);
        ServerLabels labels = modules().labels(known(found));
        List<ServerStatus> statuses =
                isAll() ? found : found.stream().map(labels::labelled).toList();
        show(StatusTable.of(statuses), StatusJson.many(statuses));
        List<ServerStatus> judged = isTyped() ? SideChoice.judged(statuses) : statuses;
        boolean running = judged.stream().allMatch(it -> it.state() == ServerState.RUNNING) && !judged.isEmpty();
        if (failIfNotRunning && !running) {
            throw new MojoFailureException("Not everything asked for is running, and portman.failIfNotRunning is set.");
        }
    }

    /** What is described counts, too: a name that two share is no other while only one of them runs. */
    private List<ServerKey> known(List<ServerStatus> found) {
        List<ServerKey> known =
                new ArrayList<>(found.stream().map(ServerStatus::key).toList());
        if (!isAll() && modules().areSeveral()) {
            known.addAll(new ModuleServers(modules(), goals()).keys());
        }
        return known;
    }

    private boolean isAll() {
        return commandLine().isSet("portman.all");
    }

    private List<ServerStatus> statuses(Portman portman) {
        if (!isAll() && !isTyped()) {
            return ofBuild(portman);
        }
        List<ServerStatus> found = isAll() ? portman.statusOfAll() : ofModules(portman);
        return typedSide().isPresent() ? SideChoice.toSee(found, typedSide()) : found;
    }

    private List<ServerStatus> ofModules(Portman portman) {
        RecordedServers recorded = new RecordedServers(portman, modules().folders());
        if (check || commandLine().isSet("portman.check")) {
            List<ServerSpec> specs = selected(describedInAll()).stream()
                    .map(DescribedServer::spec)
                    .toList();
            new AskedServers(portman, specs).statuses(recorded.all(), typedSide());
        }
        return recorded.named(named());
    }

    private List<ServerStatus> ofBuild(Portman portman) {
        if (check || commandLine().isSet("portman.check")) {
            portman.health(specsOfBuild(bound(portman)));
        }
        return bound(portman).observed();
    }

    private void showPort(Portman portman, int port) {
        var state = portman.probe(port);
        var holders = portman.holders(port);
        var lost = portman.lostAmong(holders);
        show(HoldersReport.lines(port, state, holders, lost), HoldersReport.json(port, state, holders, lost));
    }

    /** A table is for the log; JSON must reach a pipe without Maven's prefixes. */
    private void show(List<String> table, String json) {
        if (output.equals("json")) {
            StandardOutput.print(json);
        } else {
            print(table);
        }
    }
}
