package dev.portman.report;

import dev.portman.model.KillOutcome;
import dev.portman.model.KillReport;
import dev.portman.model.KilledPort;
import dev.portman.model.KilledServer;
import dev.portman.model.PortmanException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has become of the targets of a kill, for people. */
public final class KillText {

    private final PlanText plans = new PlanText(ProcessText.ofThisUser());

    /** One line per port, and per server that is left; what is refused or failed is told by the failure, and what has ended by its event. */
    public List<String> lines(KillReport report) {
        return Stream.concat(
                        report.ports().stream()
                                .filter(it -> isTold(it.outcome()))
                                .map(this::of),
                        report.servers().stream()
                                .filter(it -> it.outcome() == KillOutcome.LEFT)
                                .map(this::of))
                .toList();
    }

    private static boolean isTold(KillOutcome outcome) {
        return outcome != KillOutcome.REFUSED && outcome != KillOutcome.FAILED;
    }

    /** One line per server that was not running. */
    public List<String> notes(KillReport report) {
        return report.servers().stream()
                .filter(it -> it.outcome() == KillOutcome.NOTHING)
                .map(this::of)
                .toList();
    }

    /** What has become of a port. */
    String of(KilledPort port) {
        return switch (port.outcome()) {
            case ENDED -> "Port " + port.port() + " is free now.";
            case NOTHING -> "Port " + port.port() + " is free, nobody was there.";
            case LEFT -> planned(plans.of(port.planned()));
            case REFUSED, FAILED -> reason(port.failure());
        };
    }

    /** What has become of a server. */
    String of(KilledServer server) {
        String name = server.planned().key().name();
        return switch (server.outcome()) {
            case ENDED -> name + " is ended.";
            case NOTHING -> name + " was not running.";
            case LEFT -> planned(plans.of(server.planned()));
            case REFUSED, FAILED -> reason(server.failure());
        };
    }

    private static String planned(List<PlanAct> acts) {
        return acts.stream().map(PlanAct::leftUndone).map(PlanAct::text).collect(Collectors.joining(" "));
    }

    private static String reason(Optional<PortmanException> failure) {
        return failure.map(it -> String.valueOf(it.getMessage())).orElse("");
    }
}
