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

/** Shows servers, or who holds a port; changes nothing. */
@Command(
        name = "status",
        description = {
            "Shows servers, or who holds a port; changes nothing.",
            "Exit code 3 unless everything asked for is running, or every port asked about is listened on."
        },
        footer = {
            "",
            "Examples:",
            "  portman status",
            "  portman status backend -o json",
            "  portman status 8000",
            "  portman status --all"
        })
final class StatusVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(
            paramLabel = "NAME|PORT",
            description = "Servers, or ports such as 8000; all servers of the project if none is named.")
    List<String> words = List.of();

    @Option(names = "--all", description = "All servers of this user, whatever project they belong to.")
    boolean all;

    @Option(names = "--check", description = "Asks all checks of the servers before, as health does.")
    boolean check;

    @Mixin
    BuildOption build = new BuildOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    StatusVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        return answer().on(top.screen());
    }

    /** What is asked, unless its parts contradict each other. */
    StatusAnswer answer() {
        Targets targets = Targets.of(words);
        checkWords(targets);
        return new StatusAnswer(top.directory, targets, build.side(), all, check, output.isJson());
    }

    private void checkWords(Targets targets) {
        if (all && !words.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--all and a NAME or PORT contradict each other.");
        }
        if (check && (all || !targets.ports().isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--check asks servers of this project, and contradicts --all and a PORT.");
        }
        boolean twoDocuments = targets.ports().size() + (targets.names().isEmpty() ? 0 : 1) > 1;
        if (output.isJson() && twoDocuments) {
            throw new ParameterException(
                    spec.commandLine(), "-o json answers one question: about servers, or about one port.");
        }
    }
}
