package dev.portman.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run: never a line for a shell, always the words themselves.
 *
 * @param argv the program and its arguments; placeholders such as {@code @{port}} still in them, replaced inside one word
 * @param workingDirectory where it runs
 * @param environment what is added to the inherited environment; never printed or stored, it may hold secrets
 */
public record Command(List<String> argv, Path workingDirectory, Map<String, String> environment) {

    /** Copies the collections; refuses a command without a program. */
    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** The same program with other words, in the same place. */
    public Command withArgv(List<String> words) {
        return new Command(words, workingDirectory, environment);
    }

    /** Without any value of the environment. */
    @Override
    public String toString() {
        return "Command[argv=" + argv + ", workingDirectory=" + workingDirectory + ", environment="
                + environment.keySet() + "]";
    }
}
