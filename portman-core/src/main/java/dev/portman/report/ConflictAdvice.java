package dev.portman.report;

import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.PortConflict;
import dev.portman.model.Printable;
import dev.portman.model.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** The next step for somebody whose port could not be had. */
final class ConflictAdvice {

    private ConflictAdvice() {}

    static String of(PortConflict conflict) {
        return switch (conflict.state()) {
            case FREE, BOUND, LEASED -> "Try again in a moment, or use another port.";
            case IN_USE_BY_CONNECTION -> "Wait until that connection ends, or use another port.";
            case NO_PERMISSION -> "Use a port from 1024 on.";
            case LISTENING -> ofListeners(conflict);
        };
    }

    private static String ofListeners(PortConflict conflict) {
        if (conflict.holders() instanceof Holders.CannotTell || conflict.holders() instanceof Holders.LookFailed) {
            return "See who it is with: sudo ss -ltnp 'sport = :" + conflict.port() + "'; or use another port.";
        }
        List<JudgedHolder> refused = conflict.judged().stream()
                .filter(it -> !it.verdict().isAllowed())
                .toList();
        if (refused.isEmpty()) {
            return conflict.evictionTried()
                    ? "Use another port, or find out what starts it anew or keeps it from ending."
                    : "Set <onConflict>evict</onConflict> to stop it, or use another port.";
        }
        String owners = refused.stream()
                .map(it -> it.holder().description().user())
                .distinct()
                .map(Printable::escape)
                .collect(Collectors.joining(", "));
        boolean liftable = refused.stream().allMatch(ConflictAdvice::isLiftable);
        String pids =
                refused.stream().map(it -> Long.toString(it.holder().pid())).collect(Collectors.joining(","));
        String allow = liftable
                ? "If it may go, say so on the command line: -Dportman.allow=" + pids + ". Otherwise use"
                : "Use";
        return allow + " another port, or ask its owner (user " + owners + ") to stop it.";
    }

    private static boolean isLiftable(JudgedHolder judged) {
        return judged.verdict() instanceof Verdict.Refused refused && refused.overridable();
    }
}
