package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.report.PlanReport;
import dev.portman.report.Sentences;
import dev.portman.session.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command while servers run. */
@Command(
        name = ExecVerb.NAME,
        customSynopsis = "portman exec [OPTIONS] [NAME...] -- COMMAND [ARGUMENT...]",
        description = {
            "Starts servers, runs a command, always stops what it started, and ends with the command's exit code.",
            "The command finds each server in its environment: BACKEND_PORT, BACKEND_URL."
        },
        footer = {
            "",
            "Examples:",
            "  portman exec -- npm test",
            "  portman exec backend -p 0 -- sh -c 'curl $BACKEND_URL'"
        })
final class ExecVerb implements Callable<Integer> {

    static final String NAME = "exec";

    private final PortmanCommand top;
    private final List<String> command;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Mixin
    StartOptions options = new StartOptions();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /**
     * The verb of one call.
     *
     * @param command what stands behind {@code --}
     */
    ExecVerb(PortmanCommand top, List<String> command) {
        this.top = top;
        this.command = List.copyOf(command);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (command.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "The command is missing: portman exec [NAME...] -- COMMAND.");
        }
        Screen screen = top.screen();
        Project project = top.project();
        dev.portman.model.Command wanted = new dev.portman.model.Command(command, project.directory(), Map.of());
        Session.check(wanted);
        Wanted servers = options.wanted(project, Side.BUILD, names);
        Portman portman = options.asWanted(top.portman(allow.allowances(), screen));
        List<ServerSpec> specs = servers.toStart(portman);
        if (dryRun.wanted) {
            DryRunOption.show(PlanReport.ofStarts(portman.dryRun().start(specs)), screen, false);
            screen.result("Then would run: " + Sentences.command(command) + ".");
            return ExitCode.DONE;
        }
        try (Session session = new Session(portman, specs, screen::error)) {
            session.endOnInterrupt(ExitCode::interrupted);
            session.start();
            return session.run(wanted);
        }
    }
}
