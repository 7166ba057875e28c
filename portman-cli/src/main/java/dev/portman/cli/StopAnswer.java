package dev.portman.cli;

import dev.portman.DryRun;
import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.LostServers;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.SideChoice;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.report.LeftToBuilds;
import dev.portman.report.PlanReport;
import dev.portman.report.StatusJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code stop} does.
 *
 * @param directory the project's
 * @param names of the servers; none means all
 * @param side the only one that is meant; empty for the one that a person means
 * @param all whether all servers of this user are meant, whatever project they belong to
 * @param force whether without a grace period
 * @param allowances who may go although protected
 * @param dryRun whether it is only told
 * @param json whether a program asks
 */
record StopAnswer(
        Path directory,
        List<String> names,
        Optional<Side> side,
        boolean all,
        boolean force,
        Allowances allowances,
        boolean dryRun,
        boolean json)
        implements Answer {

    StopAnswer {
        names = List.copyOf(names);
    }

    @Override
    public int on(Screen screen) {
        screen.withEventsAsResults(!json);
        Portman portman = Portman.open(System.getenv(), allowances, screen);
        List<ServerStatus> asked = all ? portman.statusOfAll() : meant(portman, screen);
        Optional<Stopping> instead = force ? Optional.of(Stopping.atOnce()) : Optional.empty();
        if (dryRun) {
            DryRun dry = portman.dryRun();
            return DryRunOption.show(
                    PlanReport.ofStops(all ? dry.release(keys(asked), instead) : dry.stop(keys(asked), instead)),
                    screen,
                    json);
        }
        try {
            if (all) {
                stopAll(asked, instead, portman, screen);
            } else {
                stop(asked, instead, portman, screen);
            }
        } finally {
            if (json) {
                screen.document(StatusJson.many(now(keys(asked), portman.statusOfAll())));
            }
        }
        return ExitCode.DONE;
    }

    private List<ServerStatus> meant(Portman portman, Screen screen) {
        return meant(new Observed(Project.of(directory, portman), portman).statusesToEnd(names), names, side, screen);
    }

    /**
     * What a person means by names: servers of running builds are left, and refused where they were named.
     *
     * @param names none if all were meant
     */
    static List<ServerStatus> meant(List<ServerStatus> found, List<String> names, Optional<Side> side, Screen screen) {
        SideChoice choice = SideChoice.toEnd(found, side);
        if (!choice.left().isEmpty() && !names.isEmpty()) {
            throw LeftToBuilds.refusal(choice.left(), "--build");
        }
        for (String line : LeftToBuilds.lines(choice.left())) {
            screen.note(line);
        }
        return choice.meant();
    }

    /** How each is after the stop, whatever came of that. */
    private static List<ServerStatus> now(List<ServerKey> keys, List<ServerStatus> recorded) {
        return keys.stream()
                .map(key -> recorded.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElse(ServerStatus.unknown(key)))
                .toList();
    }

    /** Of every project, but what a running build uses is left to it. */
    private static void stopAll(List<ServerStatus> all, Optional<Stopping> instead, Portman portman, Screen screen) {
        if (all.isEmpty()) {
            screen.note("No server of this user is on record.");
        }
        portman.releaseStarts(all.stream().flatMap(it -> it.record().stream()).toList(), instead);
    }

    /** Which servers these are. */
    static List<ServerKey> keys(List<ServerStatus> servers) {
        return servers.stream().map(ServerStatus::key).toList();
    }

    /**
     * Stops what is asked for, each before those it depends on.
     *
     * @throws dev.portman.model.PortmanException the first that was met, after all servers were tried
     */
    private void stop(List<ServerStatus> asked, Optional<Stopping> instead, Portman portman, Screen screen) {
        List<StopResult> results =
                side.isPresent() ? portman.stopEvenUsed(keys(asked), instead) : portman.stopAll(keys(asked), instead);
        results.stream()
                .filter(it -> it.termination().how() == Termination.How.ALREADY_GONE)
                .forEach(it -> {
                    screen.note(it.key().name() + " was not running.");
                    noteLost(it.key(), portman, screen);
                });
    }

    /** Whoever has moved the folder away takes it for the same server. */
    private static void noteLost(ServerKey key, Portman portman, Screen screen) {
        for (ServerStatus lost : portman.lost().servers()) {
            if (lost.state().isUp() && lost.key().name().equals(key.name())) {
                screen.note(
                        LostServers.title(lost) + ", a folder that is gone, is running: stop it with portman stop -C "
                                + lost.key().directory() + " " + key.name() + ".");
            }
        }
    }
}
