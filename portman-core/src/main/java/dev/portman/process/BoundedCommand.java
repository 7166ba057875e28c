package dev.portman.process;

import dev.portman.model.Allowances;
import dev.portman.model.AssignedPort;
import dev.portman.model.Command;
import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.Stopping;
import dev.portman.process.Suspect.Kinship;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Runs a short command to its end, or to ours: what takes too long is ended with everything that it started, under the guard. */
public final class BoundedCommand {

    private final ProcessTable table;

    /**
     * A way to run commands.
     *
     * @param table where to see what a command has started
     */
    public BoundedCommand(ProcessTable table) {
        this.table = table;
    }

    /**
     * How it went.
     *
     * @param exitCode as the JDK tells it, 128 + n for signal n; empty if it was ended for taking too long, or the thread was interrupted
     * @param lastLine the last line it wrote that is not blank, as it was written; may hold secrets
     */
    public record Ending(OptionalInt exitCode, String lastLine) {}

    /**
     * What a command may take, and what becomes of what it writes.
     *
     * @param limit how long it may take
     * @param unwanted ends it before that
     * @param cookie what it and all that it starts is known by
     * @param log takes what it writes; where there is none, its last line is kept
     */
    public record Terms(Duration limit, BooleanSupplier unwanted, String cookie, Optional<Path> log) {}

    /**
     * Runs it without input, in its folder and with its environment beside ours.
     *
     * @throws IOException if the system refuses to start it
     * @throws dev.portman.model.InvalidInputException if its program is missing
     */
    public Ending run(Command command, Duration limit) throws IOException {
        return run(command, new Terms(limit, () -> false, Cookie.fresh(), Optional.empty()));
    }

    /** The same on other terms. */
    public Ending run(Command command, Terms terms) throws IOException {
        Process process = start(command, terms);
        Optional<ProcessIdentity> leader = table.identity(process.pid());
        OutputEnd output = new OutputEnd();
        try (InputStream written = process.getInputStream()) {
            Deadline.in(terms.limit()).await(() -> {
                output.take(written);
                return !process.isAlive() || terms.unwanted().getAsBoolean();
            });
            boolean ended = !process.isAlive();
            output.take(written);
            if (!ended) {
                end(process, asServer(command, terms.cookie(), leader));
            }
            return new Ending(ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), output.lastLine());
        }
    }

    private static Process start(Command command, Terms terms) throws IOException {
        List<String> words = new ArrayList<>(command.argv());
        words.set(0, CommandLookup.check(command).toString());
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.directory(command.workingDirectory().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        terms.log().ifPresent(it -> builder.redirectOutput(ProcessBuilder.Redirect.appendTo(it.toFile())));
        Map<String, String> environment = builder.environment();
        environment.putAll(command.environment());
        environment.put(ProcessTable.COOKIE_VARIABLE, terms.cookie());
        return builder.start();
    }

    private void end(Process process, ServerRecord record) {
        SuspectLook look = new SuspectLook(table, nobody -> Optional.empty());
        KillGuard guard = new KillGuard(look.ownUid(), Allowances.NONE);
        new Terminator(table, member -> guard.judge(look.look(member.identity(), kinship(member, process))))
                .terminate(new ServerTree(record, table), Stopping.atOnce());
        // One that has cleared its environment is not recognised; but nobody else can have the pid of our own child.
        process.destroyForcibly();
    }

    private static Kinship kinship(Member member, Process process) {
        return member.pid() == process.pid() ? Kinship.LEADER : Kinship.TREE;
    }

    /** As far as its end goes, it is a server without a port. */
    private ServerRecord asServer(Command command, String cookie, Optional<ProcessIdentity> leader) {
        return new ServerRecord(
                new ServerKey(command.workingDirectory(), "command"),
                cookie,
                table.self(),
                leader,
                new RecordedSpec(SpecDigests.NONE, Lifetime.BUILD, Stopping.atOnce(), command.workingDirectory()),
                new AssignedPort(0, 0, ""),
                StartReport.begun(Instant.now(), List.of()));
    }
}
