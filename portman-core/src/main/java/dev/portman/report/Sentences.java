package dev.portman.report;

import dev.portman.model.FailureCause;
import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortOwner;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happens, in the words that every front end prints: one line per fact, the number first, the way out last. */
public final class Sentences {

    private static final int SIGNAL_BASE = 128;

    private Sentences() {}

    /** An event in lines without a level: who prints them says {@link ProgressEvent#level()} in its own way. */
    public static List<String> of(ProgressEvent event) {
        return of(event, ServerKey::name);
    }

    /** The same where servers are known by other names. */
    public static List<String> of(ProgressEvent event, Function<ServerKey, String> names) {
        return new EventText(ProcessText.ofThisUser(), names).of(event);
    }

    /** Why a port could not be used: every holder that can be seen, and why it was left alone. */
    public static String of(PortConflict conflict) {
        return new ConflictText(conflict, ProcessText.ofThisUser()).whole();
    }

    /** Why a server was not started: the same, and the next step. */
    public static String of(PortConflict conflict, String server) {
        return of(conflict) + " " + server + " was not started. " + advice(conflict);
    }

    /** The next step for a port that could not be had, as a sentence. */
    public static String advice(PortConflict conflict) {
        return ConflictAdvice.of(conflict);
    }

    /** Why a start failed, as far as that was recognised, and the next step; {@code owner} belongs to the port that the cause names. */
    public static String of(FailureCause cause, Optional<PortOwner> owner) {
        return new CauseText(owner).of(cause);
    }

    /** {@code pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000}; what is not known is left out. */
    public static String holder(PortHolder holder) {
        return ProcessText.ofThisUser().whole(holder);
    }

    /** {@code 8001 by pid 4242 (python3)}, for lists of ports; who cannot be named is said to be so. */
    public static String taken(int port, Holders holders) {
        List<PortHolder> visible = holders.visibleHolders();
        if (!visible.isEmpty()) {
            return port + " by " + visible.stream().map(ProcessText::brief).collect(Collectors.joining(" and "));
        }
        return port
                + (holders instanceof Holders.Nobody
                        ? " by no listener (leased, or in use by a connection)"
                        : " by somebody who cannot be seen");
    }

    /** Its whole command line without secrets and control characters, shortened to about 100 characters. */
    public static String command(PortHolder holder) {
        return CommandText.of(holder.description().commandLine());
    }

    /** The same of words. */
    public static String command(List<String> words) {
        return CommandText.of(words);
    }

    /** {@code ended with exit code 3}, {@code was ended by signal 9}: for an exit code as the JDK tells it. */
    public static String ended(int exitCode) {
        return exitCode > SIGNAL_BASE
                ? "was ended by signal " + (exitCode - SIGNAL_BASE)
                : "ended with exit code " + exitCode;
    }

    /** {@code 40 ms}, {@code 0.2 s}, {@code 2.31 s}, {@code 10 s}, {@code 2 min 5 s}. */
    public static String seconds(Duration duration) {
        return TimeText.duration(duration);
    }

    /** Other processes that use a server, as in "it runs for ...". */
    public static String builds(List<ProcessIdentity> others) {
        List<String> pids = others.stream().map(it -> Long.toString(it.pid())).toList();
        return pids.size() == 1
                ? "another build (pid " + pids.get(0) + ")"
                : "other builds (pids " + String.join(", ", pids) + ")";
    }
}
