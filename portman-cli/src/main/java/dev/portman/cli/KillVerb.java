package dev.portman.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends servers, or whoever listens on a port, by force. */
@Command(
        name = "kill",
        description = {
            "Ends servers, or whoever listens on a port, at once and by force. A free port is success.",
            "What is protected (other users' processes, services, databases, editors, servers of other projects) is left alone: exit code 6."
        },
        footer = {
            "",
            "Examples:",
            "  portman kill 8000",
            "  portman kill 8000-8003 backend",
            "  portman kill 6379 --allow redis-server"
        })
final class KillVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(
            paramLabel = "NAME|PORT",
            description =
                    "Servers, or ports such as 8000, 8000,8001 or 8000-8010; all servers of portman.yaml if none is named.")
    List<String> words = List.of();

    @Option(
            names = "--all-in-range",
            description = "More than 100 ports are meant; without it they are refused as a mistake.")
    boolean allInRange;

    @Mixin
    BuildOption build = new BuildOption();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    KillVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        return answer().on(top.screen());
    }

    /** What is asked. */
    KillAnswer answer() {
        Targets targets = Targets.toKill(words, allInRange);
        return new KillAnswer(top.directory, targets, build.side(), allow.allowances(), dryRun.wanted, output.isJson());
    }
}
