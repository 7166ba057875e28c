package dev.portman.process;

import dev.portman.model.JavaOptions;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerFailedException;
import dev.portman.model.StopSignal;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a server so that nothing of ours can reach it by accident: in a session of its own (neither Ctrl-C nor a closed terminal gets
 * there), its output at OS level in a file (a pipe would end with this JVM), its input from nowhere, with its cookie.
 */
public final class Launcher {

    /** A program that makes a session, and its arguments before those of the command. */
    private static final List<List<String>> SESSION_MAKERS = List.of(
            List.of("setsid"),
            List.of("busybox", "setsid"),
            List.of(
                    "perl",
                    "-MPOSIX",
                    "-e",
                    "POSIX::setsid(); $SIG{INT} = $SIG{QUIT} = 'DEFAULT'; "
                            + "sigprocmask(SIG_UNBLOCK, POSIX::SigSet->new(SIGINT, SIGQUIT)); "
                            + "exec { $ARGV[0] } @ARGV or die $!;"));

    /** E2BIG as the JDK tells it: all arguments and variables together are too long for execve(2). */
    private static final String TOO_LONG = "error=7,";

    /** Only the fork and one exec lie in between; a machine that needs longer has other problems. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(5);

    /** Start times are told in ticks of 10 ms (USER_HZ, proc(5)). */
    private static final Duration MORE_THAN_A_TICK = Duration.ofMillis(20);

    private final ProcessTable table;

    /**
     * A launcher.
     *
     * @param table where to see the new process
     */
    public Launcher(ProcessTable table) {
        this.table = table;
    }

    /** Launches and returns as soon as the process can be proven to be ours, as {@link #begin} and {@link #settled}. */
    public LaunchedProcess launch(LaunchRequest request) {
        return settled(begin(request));
    }

    /**
     * Launches, and returns when the first program of the command line runs: from then on whoever looks for the cookie finds it, since the JDK
     * waits for the success of execve(2).
     *
     * @throws ServerFailedException if the system refuses to start it
     */
    public Process begin(LaunchRequest request) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.directory(request.command().workingDirectory().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(request.log().toFile()));
        Map<String, String> environment = builder.environment();
        JavaOptions.giveBack(environment);
        environment.putAll(request.command().environment());
        environment.put(ProcessTable.COOKIE_VARIABLE, request.cookie());
        environment.remove(ProcessTable.GUARDIAN_VARIABLE);
        builder.command(words(request, environment.keySet()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ServerFailedException(
                    "The system refused to start " + request.command().argv().get(0) + ": " + e.getMessage() + ".",
                    String.valueOf(e.getMessage()).contains(TOO_LONG)
                            ? "Put long arguments, such as a class path, into a file: java, javac and many others take it as @FILE."
                            : "Check that it runs when you start it by hand in "
                                    + request.command().workingDirectory() + ".");
        }
    }

    private static List<String> words(LaunchRequest request, Set<String> variables) {
        List<String> words = new ArrayList<>(sessionMaker(request.stopSignal()));
        words.addAll(MarkSetter.words(request.mark(), variables));
        words.add(CommandLookup.check(request.command()).toString());
        List<String> argv = request.command().argv();
        words.addAll(argv.subList(1, argv.size()));
        return words;
    }

    /**
     * The words that put a command into a session of its own. HotSpot blocks SIGQUIT in its threads, and a shell without job control ignores
     * SIGINT and SIGQUIT in what it starts in the background; both are inherited across exec. A server that is to be stopped by one of them
     * needs it back, which perl can give and setsid cannot; where there is no perl, force will have to do.
     */
    static List<String> sessionMaker(StopSignal signal) {
        List<List<String>> makers = new ArrayList<>(SESSION_MAKERS);
        if (signal != StopSignal.TERM) {
            Collections.reverse(makers);
        }
        for (List<String> maker : makers) {
            Optional<String> program = SystemPrograms.find(maker.get(0));
            if (program.isPresent()) {
                List<String> words = new ArrayList<>(maker);
                words.set(0, program.get());
                return words;
            }
        }
        throw new ServerFailedException(
                "None of setsid, busybox and perl was found in " + SystemPrograms.folders()
                        + ", so a server could not be kept apart from this terminal.",
                "Install util-linux, or busybox.");
    }

    /**
     * Waits until a process that was just launched can be proven to be ours. Between fork and exec a child still looks like us; a stop in that moment could prove nothing. And pid and start time name one process
     * for ever only once the clock tick is over in which it was started: within that tick its pid could be given to another process with
     * the same start time.
     */
    public LaunchedProcess settled(Process process) {
        Deque<ProcessIdentity> seen = new ArrayDeque<>();
        Deadline tick = Deadline.in(MORE_THAN_A_TICK);
        Deadline.in(SETTLE_LIMIT).await(() -> {
            if (process.isAlive()) {
                table.identity(process.pid()).ifPresent(seen::add);
            }
            return tick.isOver() && (!process.isAlive() || hasOwnSession(process.pid()));
        });
        return new LaunchedProcess(
                process, Optional.ofNullable(seen.peekLast()).filter(it -> process.isAlive() || !isTakenOver(it)));
    }

    /** Whether, of a child that has ended, somebody else has got the pid and the very start time. */
    private boolean isTakenOver(ProcessIdentity ended) {
        return table.row(ended.pid())
                .filter(row -> !row.isGone() && row.startTicks() == ended.startTicks())
                .isPresent();
    }

    private boolean hasOwnSession(long pid) {
        return table.row(pid)
                .filter(row -> row.session() == pid || row.session() == ProcessRow.UNTOLD)
                .isPresent();
    }
}
