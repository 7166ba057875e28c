package dev.portman.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * One thing that would be done, or not done.
 *
 * @param act a word for programs
 * @param port the port it is about; empty if none
 * @param pids the processes it is about
 * @param text a sentence for people
 */
record PlanAct(String act, OptionalLong port, List<Long> pids, String text) {

    private static final String REFUSE = "refuse";

    PlanAct {
        pids = List.copyOf(pids);
    }

    /** Nothing is done, and that is a failure. */
    static PlanAct refusal(String text) {
        return new PlanAct(REFUSE, OptionalLong.empty(), List.of(), text);
    }

    /** The same as part of a call that is refused for another part of it. */
    PlanAct leftUndone() {
        boolean isAct = !isRefusal() && !act.equals("nothing") && !act.equals("keep") && !act.equals("leave");
        return isAct
                ? new PlanAct(
                        "leave",
                        port,
                        pids,
                        text + " But nothing is done, because another part of this call is refused.")
                : this;
    }

    boolean isRefusal() {
        return act.equals(REFUSE);
    }
}
