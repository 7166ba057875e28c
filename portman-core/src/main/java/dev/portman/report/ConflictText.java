package dev.portman.report;

import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.Printable;
import dev.portman.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Why a port could not be used, in words; each kind of not knowing has its own. */
final class ConflictText {

    private static final int MOST_LISTED = 5;

    private final PortConflict conflict;
    private final ProcessText processes;

    ConflictText(PortConflict conflict, ProcessText processes) {
        this.conflict = conflict;
        this.processes = processes;
    }

    /** All facts. */
    String whole() {
        return text(processes::facts);
    }

    /** The same, with protected holders by name only: the warning is about the port, not about them. */
    String brief() {
        return text(ProcessText::brief);
    }

    private String text(Function<PortHolder, String> refused) {
        String port = "Port " + conflict.port();
        return switch (conflict.state()) {
            case FREE -> port + " is free.";
            case LISTENING -> listening(port, refused);
            case BOUND ->
                port
                        + " is bound by a socket that does not listen, as of a server that is just starting; the system does"
                        + " not tell whose it is.";
            case IN_USE_BY_CONNECTION ->
                port + " is one end of a connection that is still open; nobody listens on it, so nobody"
                        + " is stopped.";
            case LEASED -> port + " is leased by another start of portman that is about to use it.";
            case NO_PERMISSION -> port + " may not be bound by this user, held or not (ports below 1024 are reserved).";
        };
    }

    private String listening(String port, Function<PortHolder, String> refused) {
        Holders holders = conflict.holders();
        if (holders instanceof Holders.LookFailed failed) {
            return port + " is held; looking for its holder failed: " + Printable.escape(failed.reason()) + ".";
        }
        if (holders instanceof Holders.Nobody) {
            return port + " was held a moment ago; nobody is found there any more.";
        }
        List<String> clauses = clauses(refused);
        String hidden = holders instanceof Holders.CannotTell cannot
                ? port + " is held by a process that cannot be seen: " + Printable.escape(cannot.reason()) + "."
                : "";
        if (clauses.isEmpty()) {
            return hidden;
        }
        String seen = (hidden.isEmpty() ? port + " is " : hidden + " It is also ")
                + (conflict.evictionTried() ? "still " : "") + "held by "
                + String.join(". Also by ", clauses.subList(0, Math.min(MOST_LISTED, clauses.size()))) + ".";
        int more = clauses.size() - MOST_LISTED;
        return more > 0 ? seen + " Also by " + more + " more." : seen;
    }

    private List<String> clauses(Function<PortHolder, String> refused) {
        List<String> clauses = new ArrayList<>();
        for (JudgedHolder judged : conflict.judged()) {
            clauses.add(clause(judged, refused));
        }
        if (clauses.isEmpty()) {
            conflict.holders().visibleHolders().forEach(it -> clauses.add(processes.whole(it)));
        }
        return clauses;
    }

    private String clause(JudgedHolder judged, Function<PortHolder, String> refused) {
        if (judged.verdict() instanceof Verdict.Refused verdict) {
            return refused.apply(judged.holder()) + ": not stopped, it is " + Printable.escape(verdict.reason());
        }
        return processes.whole(judged.holder())
                + (conflict.evictionTried() ? "; the port could not be freed" : "; left alone");
    }
}
