package dev.portman.cli;

import dev.portman.model.InvalidInputException;
import dev.portman.model.Nearest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what a verb does. */
@Command(name = "help", description = "Shows what a verb does, or all verbs.")
final class HelpVerb implements Callable<Integer> {

    private final CommandLine whole;

    @Parameters(paramLabel = "VERB", arity = "0..1", description = "The verb.")
    List<String> verbs = List.of();

    /**
     * The verb of one call.
     *
     * @param whole the command with all its verbs
     */
    HelpVerb(CommandLine whole) {
        this.whole = whole;
    }

    @Override
    public Integer call() {
        CommandLine shown = whole;
        for (String verb : verbs) {
            CommandLine found = whole.getSubcommands().get(verb);
            if (found == null) {
                String meant = Nearest.of(verb, whole.getSubcommands().keySet())
                        .map(it -> ", the nearest is '" + it + "'")
                        .orElse("");
                throw new InvalidInputException("VERB", verb, "is no verb" + meant);
            }
            shown = found;
        }
        shown.usage(System.out);
        return ExitCode.DONE;
    }
}
