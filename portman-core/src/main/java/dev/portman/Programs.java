package dev.portman;

import dev.portman.model.Command;
import dev.portman.model.HealthCheck;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import dev.portman.process.CommandLookup;
import java.util.List;

/** Looks for all programs that a description names, before anything is stopped or started: a typing error then costs nothing. */
final class Programs {

    private Programs() {}

    /**
     * Looks for the server's program and that of its check.
     *
     * @throws InvalidInputException for the first that is missing or may not be executed
     */
    static void check(ServerSpec spec) {
        Command server = spec.command();
        check("beforeStart", spec.hooks().beforeStart(), server);
        check("afterStop", spec.hooks().afterStop(), server);
        if (spec.hooks().beforeStart().isEmpty() || !isFile(server.argv())) {
            CommandLookup.check(server);
        }
        for (HealthCheck check : spec.readiness().checks()) {
            if (check instanceof HealthCheck.Run run && !run.argv().get(0).contains("@{")) {
                CommandLookup.check(
                        "readiness.command", new Command(run.argv(), server.workingDirectory(), server.variables()));
            }
        }
    }

    /** What the first one does may be to make the programs of the others. */
    private static void check(String key, List<List<String>> hooks, Command server) {
        for (int i = 0; i < hooks.size(); i++) {
            List<String> words = hooks.get(i);
            boolean made = isFile(words) && (i > 0 || key.equals("afterStop"));
            if (!made && !words.get(0).contains("@{")) {
                CommandLookup.check(key, new Command(words, server.workingDirectory(), server.variables()));
            }
        }
    }

    /** Whether the program is named by its place, not looked for on the PATH. */
    private static boolean isFile(List<String> words) {
        return words.get(0).contains("/");
    }
}
