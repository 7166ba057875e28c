package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.session.Colour;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, without a verb: holds the options that every verb takes, and opens what the verbs work with. */
@Command(
        name = "portman",
        header = "Starts and stops local servers, and deals with whoever already holds their port.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions of every verb:%n",
        sortOptions = false,
        versionProvider = Version.class,
        footer = {
            "",
            "Servers are described in portman.yaml:",
            "  servers:",
            "    backend:",
            "      command: java Server.java @{port}",
            "      port: 8000",
            "",
            "portman help VERB tells more. kill PORT, status PORT and status --all need no portman.yaml.",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 not running, 4 unknown server, 5 port held, 6 protected, 7 not ready in"
                    + " time, 130 interrupted."
        })
final class PortmanCommand implements Callable<Integer> {

    @Option(
            names = {"-C", "--directory"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of portman.yaml; the current one if not given.")
    Path directory = Path.of("");

    @Option(
            names = "-v",
            scope = ScopeType.INHERIT,
            description = "Tells more: what is about to run, and details of errors.")
    boolean verbose;

    @Option(names = "-q", scope = ScopeType.INHERIT, description = "Tells nothing but warnings and errors.")
    boolean quiet;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours; nor are there any under NO_COLOR, or where the output is no terminal.")
    boolean noColour;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    boolean version;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return ExitCode.USAGE;
    }

    /** Refuses options that contradict each other. */
    void checkOptions(CommandLine at) {
        if (verbose && quiet) {
            throw new ParameterException(at, "-v and -q contradict each other.");
        }
    }

    Screen screen() {
        return new Screen(verbose, quiet, Colour.isWanted(noColour));
    }

    Project project() {
        return Project.at(directory);
    }

    /** Portman, telling the screen what it does. */
    Portman portman(Allowances allowances, Screen screen) {
        return Portman.open(System.getenv(), allowances, screen);
    }
}
