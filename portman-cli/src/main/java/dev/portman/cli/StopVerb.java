package dev.portman.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops servers with everything that belongs to them. */
@Command(
        name = "stop",
        description = {
            "Stops servers with their whole process tree, each before those it depends on: gracefully, then by force.",
            "Returns when they are gone and their ports can be bound. Nothing running is success."
        },
        footer = {"", "Examples:", "  portman stop", "  portman stop backend --force"})
final class StopVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Option(names = "--force", description = "At once, without a grace period.")
    boolean force;

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    StopVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        return answer().on(top.screen());
    }

    /** What is asked. */
    StopAnswer answer() {
        return new StopAnswer(top.directory, names, force, allow.allowances(), dryRun.wanted, output.isJson());
    }
}
