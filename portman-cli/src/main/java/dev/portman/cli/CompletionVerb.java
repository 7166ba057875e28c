package dev.portman.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints what makes a shell complete verbs and options. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(portman completion)",
            "  portman completion > ~/.local/share/bash-completion/completions/portman"
        })
final class CompletionVerb implements Callable<Integer> {

    private final CommandLine whole;

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
        System.out.print(AutoComplete.bash(whole.getCommandName(), whole));
        return ExitCode.DONE;
    }
}
