package dev.portman.health;

import dev.portman.health.Probes.Answer;
import dev.portman.internal.ownership.CommandTrees;
import dev.portman.log.Redactor;
import dev.portman.model.Command;
import dev.portman.model.HealthCheck;
import dev.portman.model.InvalidInputException;
import dev.portman.model.Printable;
import dev.portman.process.BoundedCommand;
import dev.portman.process.ProcessTable;
import java.io.IOException;
import java.time.Duration;

/** Runs one command check once, and tells what it said last if it failed. */
final class CommandProbe {

    private static final int SIGNAL_BASE = 128;
    private static final int LONGEST_LINE = 200;

    private final Command server;
    private final BoundedCommand runner;

    /** A probe for a server that was launched by {@code server}, its environment filled in. */
    CommandProbe(Command server, ProcessTable table) {
        this.server = server;
        this.runner = new BoundedCommand(table, new CommandTrees(table));
    }

    Answer ask(HealthCheck.Run check, Duration limit) {
        Command command = new Command(check.argv(), server.workingDirectory(), server.environment());
        try {
            BoundedCommand.Ending ending = runner.run(command, limit);
            if (ending.exitCode().isEmpty()) {
                return new Answer(false, "did not end in time and was ended" + said(ending, check));
            }
            int code = ending.exitCode().getAsInt();
            String how = code > SIGNAL_BASE ? "ended by signal " + (code - SIGNAL_BASE) : "exit code " + code;
            return new Answer(code == 0, code == 0 ? how : how + said(ending, check));
        } catch (InvalidInputException | IOException e) {
            return new Answer(false, "cannot be run: " + e.getMessage());
        }
    }

    private String said(BoundedCommand.Ending ending, HealthCheck.Run check) {
        String clean = Printable.escape(Redactor.forEnvironment(System.getenv(), server.environment())
                .and(check.secrets())
                .redact(ending.lastLine()));
        String line = clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE) + "...";
        return line.isEmpty() ? "" : ": " + line;
    }
}
