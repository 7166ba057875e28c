package dev.portman.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run: never a line for a shell, always the words themselves.
 *
 * @param argv the program and its arguments; placeholders such as {@code @{port}} still in them, replaced inside one word
 * @param workingDirectory where it runs
 * @param forks whether it puts itself into the background: its first process ends with 0 while the rest of its tree carries on
 * @param defaults what files of variables add to the inherited environment, unless portman itself says otherwise: the places of servers win
 *     over them. Never printed or stored, it may hold secrets
 * @param environment what is added in any case; likewise
 */
public record Command(
        List<String> argv,
        Path workingDirectory,
        boolean forks,
        Map<String, String> defaults,
        Map<String, String> environment) {

    /** Copies the collections; refuses a command without a program. */
    public Command {
        argv = List.copyOf(argv);
        defaults = Map.copyOf(defaults);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** A command that stays in the foreground. */
    public Command(List<String> argv, Path workingDirectory, Map<String, String> environment) {
        this(argv, workingDirectory, false, Map.of(), environment);
    }

    /** The same command in another folder. */
    public Command in(Path folder) {
        return new Command(argv, folder, forks, defaults, environment);
    }

    /** All that is added to the inherited environment, whoever says so. */
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(defaults);
        variables.putAll(environment);
        return variables;
    }

    /** Without any value of the environment, and what sounds like a secret. */
    @Override
    public String toString() {
        return "Command[argv=" + SecretText.withoutThoseOf(argv) + ", workingDirectory=" + workingDirectory
                + ", variables=" + variables().keySet() + "]";
    }
}
