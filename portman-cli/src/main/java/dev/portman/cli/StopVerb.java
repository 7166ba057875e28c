package dev.portman.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops servers with everything that belongs to them. */
@Command(
        name = "stop",
        description = {
            "Stops servers with their whole process tree, each before those it depends on: gracefully, then by force.",
            "Returns when they are gone and their ports can be bound. Nothing running is success.",
            "A server whose folder is gone is known by its name in every folder that knows no other one of that name."
        },
        footer = {"", "Examples:", "  portman stop", "  portman stop backend --force", "  portman stop --all"})
final class StopVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Option(
            names = "--all",
            description = {
                "All servers of this user, whatever project they belong to and whether its folder is still there;",
                "those that a running build uses are left to it."
            })
    boolean all;

    @Option(names = "--force", description = "At once, without a grace period.")
    boolean force;

    @Mixin
    BuildOption build = new BuildOption();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    StopVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        return answer().on(top.screen());
    }

    /** What is asked, unless its parts contradict each other. */
    StopAnswer answer() {
        if (all && !names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--all and a NAME contradict each other.");
        }
        if (all && build.wanted) {
            throw new ParameterException(spec.commandLine(), "--all and --build contradict each other.");
        }
        return new StopAnswer(
                top.directory, names, build.side(), all, force, allow.allowances(), dryRun.wanted, output.isJson());
    }
}
