package dev.portman;

import dev.portman.internal.ownership.CommandTrees;
import dev.portman.model.Cleanup;
import dev.portman.model.Command;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.process.BoundedCommand;
import dev.portman.store.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs the commands around the life of a server, each to its end; what they write goes to the server's log. */
final class HookRun {

    private final BoundedCommand runner;
    private final Consumer<ProgressEvent> told;

    HookRun(Machine machine, Consumer<ProgressEvent> told) {
        this.runner = new BoundedCommand(machine.table(), new CommandTrees(machine.table()));
        this.told = told;
    }

    /**
     * Runs what comes before a start. With the server's own cookie and mark: whoever stops the server, should we be gone by then, finds it.
     *
     * @return how the first ended that did not end with 0, or was no longer wanted; empty if all did
     */
    Optional<Broken> beforeStart(
            ServerSpec filled, ServerRecord intent, BooleanSupplier withdrawn, Lifecycle lifecycle) {
        for (List<String> words : filled.hooks().beforeStart()) {
            told.accept(new ProgressEvent.RunningHook(filled.name(), true, words));
            Command command = new Command(
                    words, filled.command().workingDirectory(), filled.command().environment());
            BoundedCommand.Terms terms = new BoundedCommand.Terms(
                    filled.hooks().timeout(),
                    withdrawn,
                    intent.cookie(),
                    intent.mark(),
                    Optional.of(intent.logFile()),
                    launch -> lifecycle.whileIntended(intent, launch));
            String how = run(command, terms);
            if (!how.isEmpty()) {
                return Optional.of(new Broken(words, how));
            }
        }
        return Optional.empty();
    }

    /** Runs what comes after a stop. The server is gone, whatever becomes of this: a failure is told, and the rest is run all the same. */
    void afterStop(ServerRecord stopped, BoundedCommand.Gate gate) {
        Cleanup cleanup = stopped.spec().cleanup();
        if (Presence.of(cleanup.workingDirectory()) == Presence.GONE) {
            String why = "was not run: its folder " + cleanup.workingDirectory() + " is gone";
            cleanup.commands()
                    .forEach(it -> told.accept(
                            new ProgressEvent.HookFailed(stopped.key().name(), it, why)));
            return;
        }
        Optional<Path> log = Optional.of(stopped.logFile()).filter(Files::isRegularFile);
        Map<String, String> environment =
                Map.of("PORT", Integer.toString(stopped.assigned().port()));
        for (List<String> words : cleanup.commands()) {
            told.accept(new ProgressEvent.RunningHook(stopped.key().name(), false, words));
            String how = run(
                    new Command(words, cleanup.workingDirectory(), environment),
                    new BoundedCommand.Terms(cleanup.timeout(), () -> false, log, gate));
            if (!how.isEmpty()) {
                told.accept(new ProgressEvent.HookFailed(stopped.key().name(), words, how));
            }
        }
    }

    /** How it went wrong, as the end of a sentence; empty if it did not. */
    private String run(Command command, BoundedCommand.Terms terms) {
        try {
            BoundedCommand.Ending ending = runner.run(command, terms);
            if (ending.exitCode().isEmpty()) {
                return "did not end in time and was ended";
            }
            int code = ending.exitCode().getAsInt();
            return code == 0 ? "" : "ended with exit code " + code;
        } catch (InvalidInputException | ServerFailedException | IOException e) {
            return "could not be run: " + e.getMessage();
        }
    }

    /**
     * A command that did not do what it was for.
     *
     * @param command its words
     * @param how as the end of a sentence
     */
    record Broken(List<String> command, String how) {}
}
