package dev.portman.report;

import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedStart;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortHolder;
import dev.portman.model.PortPlan;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Plans in words. */
final class PlanText {

    private final ProcessText processes;

    PlanText(ProcessText processes) {
        this.processes = processes;
    }

    List<PlanAct> of(PlannedStart start) {
        List<PlanAct> acts = new ArrayList<>();
        for (PortPlan plan : start.acts()) {
            if (plan instanceof PortPlan.Evict evict) {
                evict.holders().forEach(it -> acts.add(evicted(evict.port(), it, start.asked())));
            } else if (plan instanceof PortPlan.Replace replace) {
                acts.add(replaced(replace.previous(), start));
            } else if (plan instanceof PortPlan.AwaitStop await) {
                acts.add(await.underWay() ? awaited(await.stopping()) : finished(await.stopping()));
            } else if (plan instanceof PortPlan.Await await) {
                acts.add(released(await.leaving()));
            } else if (plan instanceof PortPlan.Reuse reuse) {
                acts.add(kept(reuse.running()));
            } else if (start.port().isPresent() && start.refusal().isEmpty()) {
                acts.add(started(plan, start.port().get(), start.spec()));
            }
        }
        start.refusal().ifPresent(it -> acts.add(refused(it)));
        return acts;
    }

    private PlanAct evicted(int port, PortHolder holder, Stopping how) {
        return new PlanAct(
                "evict",
                OptionalLong.of(port),
                List.of(holder.pid()),
                "Port " + port + " is held by " + processes.whole(holder) + ". It would be stopped: "
                        + EventText.means(how) + ".");
    }

    private static PlanAct replaced(ServerRecord previous, PlannedStart start) {
        String changes = start.changes().isEmpty()
                ? ""
                : " It has changed since it was started: " + EventText.some(start.changes()) + ".";
        return new PlanAct(
                "stop",
                OptionalLong.of(previous.assigned().port()),
                pids(previous),
                name(previous) + " would be stopped before: " + EventText.means(start.how(previous)) + "." + changes);
    }

    private static PlanAct awaited(ServerRecord stopping) {
        return new PlanAct(
                "wait",
                OptionalLong.of(stopping.assigned().port()),
                pids(stopping),
                name(stopping) + " is being stopped" + by(stopping) + "; the end of that would be awaited.");
    }

    private static PlanAct finished(ServerRecord halfStopped) {
        return new PlanAct(
                "stop",
                OptionalLong.of(halfStopped.assigned().port()),
                List.of(),
                halfStopped.key().name() + " has ended, but its stop was cut short; that would be finished before.");
    }

    private static String by(ServerRecord stopping) {
        return stopping.stop().map(it -> " by pid " + it.process().pid()).orElse("");
    }

    private static PlanAct released(ServerRecord leaving) {
        return new PlanAct(
                "wait",
                OptionalLong.of(leaving.assigned().port()),
                pids(leaving),
                name(leaving) + " has the port, and would be stopped before.");
    }

    private static PlanAct kept(ServerRecord running) {
        return new PlanAct(
                "keep",
                OptionalLong.of(running.assigned().port()),
                pids(running),
                name(running) + " runs as it is described, and would be kept.");
    }

    private PlanAct started(PortPlan plan, int port, ServerSpec spec) {
        String because =
                plan instanceof PortPlan.Next next ? new ConflictText(next.conflict(), processes).brief() + " " : "";
        String hooks = spec.hooks().beforeStart().isEmpty()
                ? ""
                : " Before that: "
                        + String.join(
                                "; ",
                                spec.hooks().beforeStart().stream()
                                        .map(CommandText::of)
                                        .toList())
                        + ".";
        return new PlanAct(
                "start",
                OptionalLong.of(port),
                List.of(),
                because + spec.name() + " would be started on " + (port == 0 ? "any free port" : "port " + port) + ": "
                        + CommandText.of(spec.command().argv()) + "." + hooks);
    }

    List<PlanAct> of(PlannedStop stop) {
        Optional<PlanAct> refused = stop.refusal().map(PlanText::refused);
        return List.of(refused.or(() -> stop.running()
                        .map(it -> it.stop().isPresent()
                                ? awaited(it)
                                : stop.others().isEmpty() ? stopped(it, stop.how()) : left(it, stop.others())))
                .orElse(new PlanAct(
                        "nothing", OptionalLong.empty(), List.of(), stop.key().name() + " is not running.")));
    }

    private static PlanAct left(ServerRecord running, List<ProcessIdentity> others) {
        return new PlanAct(
                "leave",
                OptionalLong.of(running.assigned().port()),
                pids(running),
                name(running) + " would be left running: it runs for " + Sentences.builds(others) + ".");
    }

    private static PlanAct stopped(ServerRecord running, Stopping how) {
        return new PlanAct(
                "stop",
                OptionalLong.of(running.assigned().port()),
                pids(running),
                name(running) + " would be stopped, with its whole tree: " + EventText.means(how) + ".");
    }

    List<PlanAct> of(PlannedKill kill) {
        int port = kill.found().port();
        if (kill.refusal().isPresent()) {
            return List.of(refused(kill.refusal().get()));
        }
        List<PlanAct> acts = kill.found().holders().visibleHolders().stream()
                .map(it -> new PlanAct(
                        "kill",
                        OptionalLong.of(port),
                        List.of(it.pid()),
                        "Port " + port + " is held by " + processes.whole(it) + ". It would be ended: "
                                + EventText.means(Stopping.atOnce()) + "."))
                .toList();
        return !acts.isEmpty()
                ? acts
                : List.of(new PlanAct(
                        "nothing", OptionalLong.of(port), List.of(), "Port " + port + " is free, nobody is there."));
    }

    private static PlanAct refused(PortmanException refusal) {
        return PlanAct.refusal(String.valueOf(refusal.getMessage()));
    }

    private static String name(ServerRecord record) {
        return record.key().name() + " ("
                + record.leader().map(it -> "pid " + it.pid() + ", ").orElse("") + "port "
                + record.assigned().port() + ")";
    }

    private static List<Long> pids(ServerRecord record) {
        return record.leader().stream().map(it -> it.pid()).toList();
    }
}
