package dev.portman;

import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopClaim;
import dev.portman.model.Termination;
import dev.portman.model.Verdict;
import dev.portman.report.Sentences;
import dev.portman.store.ShownServer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns an outcome that is not what was asked for into the exception that says so, with the way out. */
final class Outcomes {

    private Outcomes() {}

    /** No start ever uses the cookie or the mark of another record, so one of the two is a copy, and nobody knows which. */
    static PortmanException sharedProofs(ServerRecord record) {
        return new RefusedException(
                "The record of " + record.key().name()
                        + " has the cookie or the mark of another server's: one of them is a copy, so neither is obeyed.",
                "Stop the process yourself, then remove the copied record from the state folder.");
    }

    /** What its record says of pids is not said of ours. */
    static PortmanException elsewhere(ServerRecord record) {
        return new RefusedException(
                record.key().name() + " was started in another time namespace, or its record was copied from another"
                        + " container; its pid means something else here.",
                "Stop it where it was started.");
    }

    /** There is no record, but a process that was one of the server. */
    static PortmanException lost(ServerKey key, ShownServer shown) {
        return new RefusedException(
                key.name() + " is not on record here, but pid " + shown.pid() + ", which " + shown.file()
                        + " names as its process, is there: its record is lost, or in another state folder.",
                "If PORTMAN_STATE_HOME, XDG_STATE_HOME or HOME was another one at its start, set it to that; else run portman kill "
                        + shown.port() + ".");
    }

    /** A start has come to nothing because its server was stopped before it was ready. */
    static PortmanException stoppedMeanwhile(ServerRecord start, Optional<StopClaim> by) {
        return new ServerFailedException(
                start.key().name() + " was stopped while it was being started"
                        + by.map(it -> ", by pid " + it.process().pid()).orElse("") + ".",
                "Start it again if it is still wanted.");
    }

    /** Something of a server is still there after force. */
    static PortmanException stillThere(ServerRecord record, Termination termination) {
        String pids = termination.survivors().stream()
                .map(it -> Long.toString(it.pid()))
                .collect(Collectors.joining(", "));
        return new ServerFailedException(
                record.key().name() + " could not be stopped: pid " + pids + " survived SIGKILL.",
                "It hangs in the kernel (state D) or starts itself anew; look with ps -o pid,ppid,stat,cmd -p " + pids
                        + ".");
    }

    /** A server of a build is in use by somebody else. */
    static PortmanException used(ServerRecord record, List<ProcessIdentity> others) {
        return new RefusedException(
                record.key().name() + " runs for " + Sentences.builds(others) + "; it is left running.",
                "Wait for its end, or say that the servers of running builds are meant: --build, -Dportman.side=build.");
    }

    /** A server may not be stopped from where it was tried. */
    static PortmanException mustStay(ServerRecord record, ProcessIdentity leader, Verdict.Refused refusal) {
        return new RefusedException(
                record.key().name() + " cannot be stopped from here: pid " + leader.pid() + " is " + refusal.reason()
                        + ".",
                refusal.overridable()
                        ? "If it may go, name it on the command line: -Dportman.allow=" + leader.pid() + "."
                        : "Stop it from another terminal.");
    }

    /** Throws unless every holder, if there is any, is visible and may be signalled. */
    static void refuseUnlessAllowed(PortConflict conflict) {
        if (conflict.holders() instanceof Holders.Nobody) {
            return;
        }
        if (conflict.holders() instanceof Holders.LookFailed failed) {
            throw new ServerFailedException(
                    "Looking for who holds port " + conflict.port() + " failed: " + failed.reason() + ".", "");
        }
        boolean allowed = conflict.holders() instanceof Holders.Known
                && conflict.judged().stream().allMatch(it -> it.verdict().isAllowed());
        if (!allowed) {
            throw new RefusedException(Sentences.of(conflict), Sentences.advice(conflict));
        }
    }
}
