package dev.portman.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What makes fish complete verbs and options: the parser's library writes such a script for bash and zsh only. */
final class FishCompletion {

    private final StringBuilder script = new StringBuilder("# Completion of portman for fish.\n");
    private final String command;

    private FishCompletion(String command) {
        this.command = command;
    }

    /** The script for a command with verbs. */
    static String of(CommandLine whole) {
        FishCompletion completion = new FishCompletion(whole.getCommandName());
        whole.getSubcommands().forEach(completion::verb);
        return completion.script.toString();
    }

    private void verb(String name, CommandLine verb) {
        CommandSpec spec = verb.getCommandSpec();
        String[] about = spec.usageMessage().description();
        line("__fish_use_subcommand", "-f -a " + name + described(about));
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                line("__fish_seen_subcommand_from " + name, words(option) + described(option.description()));
            }
        }
    }

    /** {@code -r} for an option that takes a value. */
    private static String words(OptionSpec option) {
        StringBuilder words = new StringBuilder(option.arity().max() > 0 ? "-r" : "");
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return words.toString().strip();
    }

    /** The first sentence: a completion has one line. */
    private static String described(String... lines) {
        String first = String.join(" ", lines).replaceFirst("([.:;]) .*", "$1").replaceFirst("[.:;]$", "");
        return first.isEmpty() ? "" : " -d '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private void line(String condition, String rest) {
        script.append("complete -c ")
                .append(command)
                .append(" -n '")
                .append(condition)
                .append("' ")
                .append(rest)
                .append('\n');
    }
}
