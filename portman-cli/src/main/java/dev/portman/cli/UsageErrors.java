package dev.portman.cli;

import dev.portman.model.InvalidInputException;
import dev.portman.model.Nearest;
import dev.portman.model.Printable;
import dev.portman.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a call, in one line, and the way out in another; the nearest known word where there is one. */
final class UsageErrors implements IParameterExceptionHandler {

    private final PortmanCommand top;

    UsageErrors(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine at = e.getCommandLine();
        Screen screen = top.screen();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            screen.error(unmatched(unmatched.getUnmatched().get(0), at));
        } else {
            screen.error(Printable.escape(e.getMessage() == null ? "cannot be understood" : e.getMessage()));
        }
        String asked = at.getCommandSpec().qualifiedName();
        System.err.println("See " + asked + " --help.");
        return ExitCode.USAGE;
    }

    private String unmatched(String word, CommandLine at) {
        String safe = Printable.escape(word);
        if (word.startsWith("-") || at.getParent() != null) {
            List<String> options =
                    new ArrayList<>(at.getCommandSpec().optionsMap().keySet());
            return "Unknown " + (word.startsWith("-") ? "option" : "word") + " '" + safe + "'" + meant(word, options);
        }
        TreeSet<String> known = new TreeSet<>(at.getSubcommands().keySet());
        if (!Selection.of(word, servers()).isEmpty()) {
            return "'" + safe + "' is a server; say what to do with it: portman start " + safe
                    + ", stop, restart, status, logs.";
        }
        known.addAll(servers());
        return "'" + safe + "' is neither a verb nor a server here" + meant(word, known);
    }

    private static String meant(String word, Iterable<String> known) {
        List<String> all = new ArrayList<>();
        known.forEach(all::add);
        return Nearest.of(word, all).map(it -> "; did you mean '" + it + "'?").orElse(".");
    }

    /** This is about another error: a faulty file does not matter here. */
    private List<String> servers() {
        try {
            return top.project().describedNames();
        } catch (InvalidInputException unreadable) {
            return List.of();
        }
    }
}
