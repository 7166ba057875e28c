package dev.portman.cli;

import dev.portman.model.InvalidInputException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes a shell complete verbs and options. */
@Command(
        name = "completion",
        description = "Prints a completion script for a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(portman completion)                 # bash and zsh",
            "  portman completion fish | source",
            "  portman completion > ~/.local/share/bash-completion/completions/portman"
        })
final class CompletionVerb implements Callable<Integer> {

    private final CommandLine whole;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish; bash if not given.")
    String shell = "bash";

    /**
     * The verb of one call.
     *
     * @param whole the command with all its verbs
     */
    CompletionVerb(CommandLine whole) {
        this.whole = whole;
    }

    @Override
    public Integer call() {
        if (!List.of("bash", "zsh", "fish").contains(shell)) {
            throw new InvalidInputException("SHELL", shell, "must be bash, zsh or fish");
        }
        System.out.print(
                shell.equals("fish") ? FishCompletion.of(whole) : AutoComplete.bash(whole.getCommandName(), whole));
        return ExitCode.DONE;
    }
}
