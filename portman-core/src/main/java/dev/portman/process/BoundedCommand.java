package dev.portman.process;

import dev.portman.model.Allowances;
import dev.portman.model.Command;
import dev.portman.model.JavaOptions;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.Stopping;
import dev.portman.process.Suspect.Kinship;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a short command to its end, or to ours: what takes too long is ended with everything that it started, under the guard. */
public final class BoundedCommand {

    private final ProcessTable table;
    private final Trees trees;

    /**
     * A way to run commands.
     *
     * @param table where to see what a command has started
     * @param trees finds it
     */
    public BoundedCommand(ProcessTable table, Trees trees) {
        this.table = table;
        this.trees = trees;
    }

    /** Finds everything that a command has started. */
    @FunctionalInterface
    public interface Trees {

        /**
         * The tree of a command that this process runs.
         *
         * @param leader its first process; empty if that ended before it could be seen
         * @param cookie what all of it carries
         */
        Target of(Optional<ProcessIdentity> leader, String cookie);
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
     * @param mark the mark of the server that it prepares; empty for a command that belongs to no server
     * @param log takes what it writes; where there is none, its last line is kept
     * @param gate lets the launch happen, or not: then the command counts as unwanted
     */
    public record Terms(
            Duration limit, BooleanSupplier unwanted, String cookie, OptionalLong mark, Optional<Path> log, Gate gate) {

        /** Terms of a command that belongs to no server. */
        public Terms(Duration limit, BooleanSupplier unwanted, Optional<Path> log) {
            this(limit, unwanted, log, launch -> Optional.of(launch.get()));
        }

        /** The same with a gate. */
        public Terms(Duration limit, BooleanSupplier unwanted, Optional<Path> log, Gate gate) {
            this(limit, unwanted, Cookie.fresh(), OptionalLong.empty(), log, gate);
        }
    }

    /** Decides at the moment of a launch whether it still is to happen. */
    @FunctionalInterface
    public interface Gate {

        /** Launches; empty if it was not to be. */
        Optional<Process> pass(Supplier<Process> launch);
    }

    /**
     * Runs it without input, in its folder and with its environment beside ours.
     *
     * @throws IOException if the system refuses to start it
     * @throws dev.portman.model.InvalidInputException if its program is missing
     */
    public Ending run(Command command, Duration limit) throws IOException {
        return run(command, new Terms(limit, () -> false, Optional.empty()));
    }

    /** The same on other terms. */
    public Ending run(Command command, Terms terms) throws IOException {
        ProcessBuilder prepared = prepared(command, terms);
        Optional<Process> launched;
        try {
            launched = terms.gate().pass(() -> start(prepared));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return launched.isPresent() ? awaited(launched.get(), terms) : new Ending(OptionalInt.empty(), "");
    }

    private Ending awaited(Process process, Terms terms) throws IOException {
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
                end(process, trees.of(leader, terms.cookie()));
            }
            return new Ending(ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), output.lastLine());
        }
    }

    private static Process start(ProcessBuilder prepared) {
        try {
            return prepared.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder prepared(Command command, Terms terms) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.directory(command.workingDirectory().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        terms.log().ifPresent(it -> builder.redirectOutput(ProcessBuilder.Redirect.appendTo(it.toFile())));
        Map<String, String> environment = builder.environment();
        JavaOptions.giveBack(environment);
        environment.putAll(command.environment());
        environment.put(ProcessTable.COOKIE_VARIABLE, terms.cookie());
        List<String> words = new ArrayList<>(
                terms.mark().isPresent()
                        ? MarkSetter.words(terms.mark(), environment.keySet())
                        : MarkSetter.unmarking(environment.keySet()));
        words.add(CommandLookup.check(command).toString());
        words.addAll(command.argv().subList(1, command.argv().size()));
        return builder.command(words);
    }

    private void end(Process process, Target tree) {
        SuspectLook look = new SuspectLook(table, nobody -> Optional.empty());
        KillGuard guard = new KillGuard(look.ownUid(), Allowances.NONE);
        new Terminator(table, member -> guard.judge(look.look(member.identity(), kinship(member, process))))
                .terminate(tree, Stopping.atOnce());
        // One that has cleared its environment is not recognised; but nobody else can have the pid of our own child.
        process.destroyForcibly();
    }

    private static Kinship kinship(Member member, Process process) {
        return member.pid() == process.pid() ? Kinship.LEADER : Kinship.TREE;
    }
}
