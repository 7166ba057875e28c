package dev.portman.report;

import dev.portman.model.Printable;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One event in words. */
final class EventText {

    private static final int MOST_SHOWN = 10;

    private final ProcessText processes;
    private final Function<ServerKey, String> names;

    EventText(ProcessText processes) {
        this(processes, ServerKey::name);
    }

    /**
     * The words for events of servers that are known by other names.
     *
     * @param names what a server is called
     */
    EventText(ProcessText processes, Function<ServerKey, String> names) {
        this.processes = processes;
        this.names = names;
    }

    List<String> of(ProgressEvent event) {
        return List.of(
                event instanceof ProgressEvent.Evicting
                                || event instanceof ProgressEvent.Evicted
                                || event instanceof ProgressEvent.Respawned
                                || event instanceof ProgressEvent.SparedProcess
                                || event instanceof ProgressEvent.FallingBack
                        ? aboutPort(event)
                        : aboutServer(event));
    }

    private String aboutPort(ProgressEvent event) {
        if (event instanceof ProgressEvent.Evicting evicting) {
            return "Stopping " + ProcessText.brief(evicting.holder()) + " to free port " + evicting.port()
                    + evicting.server().map(it -> " for " + it).orElse("") + ": "
                    + means(evicting.stopping()) + ".";
        }
        if (event instanceof ProgressEvent.Evicted evicted) {
            return "Port " + evicted.port() + " is held by " + processes.whole(evicted.holder()) + ". "
                    + outcome(evicted);
        }
        if (event instanceof ProgressEvent.Respawned respawned) {
            return "Port " + respawned.port() + " was taken again by " + ProcessText.brief(respawned.again()) + ": "
                    + Printable.escape(respawned.parent()) + " starts it anew"
                    + (respawned.asked() ? ", so that one is asked to end as well." : ".");
        }
        if (event instanceof ProgressEvent.SparedProcess spared) {
            return spared(spared.spared());
        }
        ProgressEvent.FallingBack falling = (ProgressEvent.FallingBack) event;
        boolean couldBeStopped = !falling.conflict().evictionTried()
                && falling.conflict().judged().stream()
                        .anyMatch(it -> it.verdict().isAllowed());
        return new ConflictText(falling.conflict(), processes).brief() + " Using " + falling.port() + " for "
                + names.apply(falling.server()) + " (policy "
                + falling.policy().word() + "); set "
                + (couldBeStopped ? "<onConflict>evict</onConflict> to stop it, or " : "")
                + "<onConflict>fail</onConflict> to refuse fallbacks.";
    }

    /** Whoever runs it in the foreground is no news. */
    private static String users(ProgressEvent.StoppingServer stopping) {
        List<ProcessIdentity> others = stopping.users().stream()
                .filter(it -> stopping.running().key().isOfBuild()
                        || !it.isSameProcessAs(stopping.running().starter()))
                .toList();
        return others.isEmpty() ? "" : " It is in use by " + Sentences.builds(others) + ".";
    }

    private String aboutServer(ProgressEvent event) {
        if (event instanceof ProgressEvent.StoppingServer stopping) {
            return "Stopping " + name(stopping.running()) + " (" + pid(stopping.running()) + "port "
                    + stopping.running().assigned().port() + "): " + means(stopping.stopping()) + "." + users(stopping);
        }
        if (event instanceof ProgressEvent.StopUnderWay underWay) {
            return name(underWay.server()) + " is being stopped by pid "
                    + underWay.owner().pid() + ". Waiting until that is done.";
        }
        if (event instanceof ProgressEvent.LostServer lost) {
            return name(lost.running()) + " was started in "
                    + processes.path(lost.running().key().directory()) + "; that folder is gone."
                    + lost.now()
                            .map(it -> " It runs in " + processes.path(it) + " now.")
                            .orElse("");
        }
        if (event instanceof ProgressEvent.StoppedServer stopped) {
            return stopped(stopped.result());
        }
        if (event instanceof ProgressEvent.LeftRunning left) {
            return name(left.server()) + " is left running on port "
                    + left.server().assigned().port() + ": it "
                    + (left.others().isEmpty() ? "was started to stay" : "runs for " + Sentences.builds(left.others()))
                    + ".";
        }
        if (event instanceof ProgressEvent.Unmarked) {
            return "No mark can be set on what is started here (prlimit is missing or forbidden, or too little room is left below the"
                    + " limit of file locks): cookie, session, descent and sockets have to prove whose a process is.";
        }
        if (event instanceof ProgressEvent.Launched launched) {
            ServerRecord record = launched.launched();
            return "Launched " + name(record) + " (" + pid(record) + "port "
                    + record.assigned().port() + "); its log is " + processes.path(record.logFile()) + ".";
        }
        if (event instanceof ProgressEvent.Waiting waiting) {
            return waiting.server() + " is not ready after " + TimeText.duration(waiting.elapsed()) + "; waiting for "
                    + Printable.escape(waiting.pending()) + ".";
        }
        if (event instanceof ProgressEvent.Ready ready) {
            return ready(ready.result());
        }
        if (event instanceof ProgressEvent.SlowStart slow) {
            return name(slow.ready()) + " took clearly longer to become ready than usual.";
        }
        if (event instanceof ProgressEvent.Changed changed) {
            return changed.server() + " has changed since it was started: " + some(changed.parts())
                    + ". Starting it anew.";
        }
        if (event instanceof ProgressEvent.Ended ended) {
            return EndText.of(ended);
        }
        if (event instanceof ProgressEvent.FilesChanged changed) {
            return changed.server() + ": "
                    + some(changed.files().stream().map(Path::toString).toList())
                    + (changed.files().size() == 1 ? " has" : " have") + " changed. Starting it anew.";
        }
        if (event instanceof ProgressEvent.Undescribed undescribed) {
            boolean one = undescribed.servers().size() == 1;
            return String.join(", ", undescribed.servers()) + (one ? " is" : " are")
                    + " not described any more. Stopping " + (one ? "it." : "them.");
        }
        if (event instanceof ProgressEvent.DescriptionRefused refused) {
            return processes.path(refused.description())
                    + " is not taken over as it is now; what runs is left alone until it is corrected.";
        }
        if (event instanceof ProgressEvent.Watching watching) {
            return "Watching " + processes.path(watching.description()) + " and " + watching.files()
                    + (watching.files() == 1 ? " file" : " files") + "; Ctrl-C ends.";
        }
        if (event instanceof ProgressEvent.WatchedSlowly slow) {
            return "The system does not tell of changes in all watched folders (" + Printable.escape(slow.reason())
                    + "), so they are looked at once a second.";
        }
        if (event instanceof ProgressEvent.RunningHook hook) {
            return "Running " + (hook.before() ? "before the start of " : "after the stop of ") + hook.server() + ": "
                    + CommandText.of(hook.command()) + ".";
        }
        if (event instanceof ProgressEvent.HookFailed hook) {
            return CommandText.of(hook.command()) + ", which comes after the stop of " + hook.server() + ", "
                    + Printable.escape(hook.how()) + ".";
        }
        if (event instanceof ProgressEvent.StartAbandoned abandoned) {
            return abandoned(abandoned);
        }
        if (event instanceof ProgressEvent.NothingDone refused) {
            return "Nothing was done, since not all of it can be: " + some(refused.others())
                    + (refused.others().size() == 1 ? " is" : " are") + " left as before.";
        }
        return aboutRecord(event);
    }

    /** The first ones, and how many more there are. */
    static String some(List<String> parts) {
        int shown = Math.min(parts.size(), MOST_SHOWN);
        String rest = parts.size() > shown ? " and " + (parts.size() - shown) + " more" : "";
        return Printable.escape(String.join(", ", parts.subList(0, shown))) + rest;
    }

    private static String abandoned(ProgressEvent.StartAbandoned abandoned) {
        String stopped = abandoned.stopped().isEmpty()
                ? ""
                : " Stopping again what this start began: " + String.join(", ", abandoned.stopped()) + ".";
        String notBegun =
                abandoned.notBegun().isEmpty() ? "" : " Not started: " + String.join(", ", abandoned.notBegun()) + ".";
        return abandoned.failed() + " failed." + stopped + notBegun;
    }

    private String aboutRecord(ProgressEvent event) {
        if (event instanceof ProgressEvent.RecordRefused refused) {
            String now = refused.movedTo().equals(refused.file())
                    ? " It was left in place."
                    : " It was moved to " + refused.movedTo().getFileName() + ".";
            return "Record " + processes.path(refused.file()) + " is not believed, nothing was done on its word: "
                    + Printable.escape(refused.reason()) + "." + now;
        }
        if (event instanceof ProgressEvent.PlacesDropped dropped) {
            boolean one = dropped.records() == 1;
            return "Dropped " + dropped.records() + (one ? " record of a server" : " records of servers")
                    + " whose boot or container is over.";
        }
        if (event instanceof ProgressEvent.LogsBeside beside) {
            return "The files of " + beside.server() + " lie in " + processes.path(beside.logs())
                    + ": another machine or container has its files in " + processes.path(beside.described()) + ".";
        }
        if (event instanceof ProgressEvent.GuardianFailed failed) {
            return Printable.escape(failed.reason()) + ". portman doctor shows what is left.";
        }
        if (event instanceof ProgressEvent.NotShown hidden) {
            return Printable.escape(hidden.reason());
        }
        ProgressEvent.RecordDropped dropped = (ProgressEvent.RecordDropped) event;
        return "Forgot " + name(dropped.stale()) + " (" + pid(dropped.stale()) + "port "
                + dropped.stale().assigned().port() + "): " + Printable.escape(dropped.reason()) + ".";
    }

    /** {@code SIGTERM, then SIGKILL after 10 s}. */
    static String means(Stopping stopping) {
        if (stopping.isForced()) {
            return "SIGKILL";
        }
        return asked(stopping) + ", then SIGKILL after " + TimeText.duration(stopping.timeout());
    }

    private static String asked(Stopping stopping) {
        return stopping.command().isEmpty() ? "SIG" + stopping.signal().posixName() : "its stop command";
    }

    private static String outcome(ProgressEvent.Evicted evicted) {
        Termination termination = evicted.termination();
        String took = TimeText.duration(termination.took());
        return switch (termination.how()) {
            case ALREADY_GONE -> "It went by itself.";
            case GRACEFUL -> "Stopped it (" + asked(evicted.stopping()) + ", " + took + ").";
            case FORCED -> "Stopped it by force (SIGKILL, " + took + ").";
            case JOINED -> "Another stop that was under way has ended it.";
            case INCOMPLETE ->
                termination.survivors().stream()
                                .anyMatch(it -> it.pid() == evicted.holder().pid())
                        ? "It could not be stopped: it survived SIGKILL (" + took + ")."
                        : "Not all could be stopped: pid " + pids(termination) + " survived SIGKILL (" + took + ").";
        };
    }

    private String stopped(StopResult result) {
        String name = names.apply(result.key());
        String took = TimeText.duration(result.termination().took());
        return switch (result.termination().how()) {
            case ALREADY_GONE -> name + " was not running.";
            case GRACEFUL -> name + " is stopped, after " + took + ".";
            case FORCED -> name + " is stopped by force (SIGKILL), after " + took + ".";
            case JOINED -> name + " is stopped, by the stop that was under way, after " + took + ".";
            case INCOMPLETE ->
                name + " could not be stopped: pid " + pids(result.termination()) + " survived SIGKILL (" + took + ").";
        };
    }

    private static String spared(Termination.Spared spared) {
        return "Left alone pid " + spared.pid() + " (" + Printable.escape(spared.name()) + "): it is "
                + Printable.escape(spared.refusal().reason()) + "."
                + (spared.refusal().overridable() ? " If it may go: -Dportman.allow=" + spared.pid() + "." : "");
    }

    private String ready(StartResult result) {
        ServerRecord record = result.record();
        if (result.reused()) {
            return name(record) + " is running already on " + record.assigned().url() + " (" + pid(record) + "since "
                    + TimeText.moment(record.report().startedAt(), processes.clock()) + "); kept it.";
        }
        return name(record) + " is ready on " + record.assigned().url()
                + ReadyText.of(record.report()).map(it -> " after " + it).orElse("") + ".";
    }

    private String name(ServerRecord record) {
        return names.apply(record.key());
    }

    private static String pid(ServerRecord record) {
        return record.leader().map(it -> "pid " + it.pid() + ", ").orElse("");
    }

    private static String pids(Termination termination) {
        return termination.survivors().stream()
                .map(ProcessIdentity::pid)
                .map(it -> Long.toString(it))
                .collect(Collectors.joining(", "));
    }
}
