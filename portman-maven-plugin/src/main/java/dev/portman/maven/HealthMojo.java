package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.report.HealthReport;
import dev.portman.report.StatusJson;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Asks the port and all readiness checks of the described servers once, and tells what each said and how long it took. Fails the build unless all servers are
 * running and all checks pass.
 */
@Mojo(name = "health", threadSafe = true)
public final class HealthMojo extends AbstractPhaseMojo {

    /** {@code table} for people or {@code json} for programs; JSON goes to standard output as it is. */
    @Parameter(property = "portman.output", defaultValue = "table")
    String output = "table";

    @Override
    void run() throws MojoFailureException {
        if (!output.equals("table") && !output.equals("json")) {
            throw new InvalidInputException("portman.output", output, "must be table or json");
        }
        if (modules().areSeveral() && !TypedRound.next(session, execution).isLast()) {
            return;
        }
        List<DescribedServer> all = isTyped() ? describedInAll() : List.of();
        List<ServerSpec> specs =
                isTyped() ? selected(all).stream().map(DescribedServer::spec).toList() : specsOfBuild(bound(portman()));
        if (specs.isEmpty() && !isTyped() && where().isReactor()) {
            getLog().info("No servers are described in "
                    + session.getCurrentProject().getArtifactId() + ".");
            return;
        }
        if (specs.isEmpty()) {
            throw nothingDescribed();
        }
        show(all, isTyped() ? asked(specs, portman()) : portman().health(specs));
    }

    private List<ServerStatus> asked(List<ServerSpec> specs, Portman portman) {
        List<ServerStatus> recorded = new RecordedServers(portman, modules().folders()).all();
        return new AskedServers(portman, specs).statuses(recorded, typedSide());
    }

    private void show(List<DescribedServer> all, List<ServerStatus> asked) throws MojoFailureException {
        ServerLabels labels = label(Stream.concat(
                        all.stream().map(it -> it.spec().key()), asked.stream().map(ServerStatus::key))
                .toList());
        List<ServerStatus> statuses = asked.stream().map(labels::labelled).toList();
        if (output.equals("json")) {
            StandardOutput.print(StatusJson.many(statuses));
        } else {
            print(HealthReport.lines(statuses));
        }
        if (statuses.isEmpty() || !statuses.stream().allMatch(it -> it.state() == ServerState.RUNNING)) {
            throw new MojoFailureException("Not every server is running and healthy.");
        }
    }
}
