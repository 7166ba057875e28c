package dev.portman;

import dev.portman.model.Command;
import dev.portman.model.HealthCheck;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import dev.portman.process.CommandLookup;

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
        CommandLookup.check(server);
        for (HealthCheck check : spec.readiness().checks()) {
            if (check instanceof HealthCheck.Run run && !run.argv().get(0).contains("@{")) {
                CommandLookup.check(
                        "readiness.command", new Command(run.argv(), server.workingDirectory(), server.variables()));
            }
        }
    }
}
