package dev.portman.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run: never a line for a shell, always the words themselves.
 *
 * @param argv the program and its arguments; placeholders such as {@code @{port}} still in them, replaced inside one word
 * @param workingDirectory where it runs
 * @param forks whether it puts itself into the background: its first process ends with 0 while the rest of its tree carries on
 * @param environment what is added to the inherited environment; never printed or stored, it may hold secrets
 */
public record Command(List<String> argv, Path workingDirectory, boolean forks, Map<String, String> environment) {

    /** Copies the collections; refuses a command without a program. */
    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** A command that stays in the foreground. */
    public Command(List<String> argv, Path workingDirectory, Map<String, String> environment) {
        this(argv, workingDirectory, false, environment);
    }

    /** Without any value of the environment. */
    @Override
    public String toString() {
        return "Command[argv=" + argv + ", workingDirectory=" + workingDirectory + ", environment="
                + environment.keySet() + "]";
    }
}
