package dev.portman.faults;

import java.util.List;

/**
 * What was found in one trial with a daemon; nothing, one hopes.
 *
 * @param left processes and listeners that are there and must not be
 * @param wrong strangers that were signalled or ended
 * @param untrue what portman said and was not so
 */
record DaemonFindings(List<String> left, List<String> wrong, List<String> untrue) {

    /** Copies the lists. */
    DaemonFindings {
        left = List.copyOf(left);
        wrong = List.copyOf(wrong);
        untrue = List.copyOf(untrue);
    }

    boolean isHarm() {
        return !(left.isEmpty() && wrong.isEmpty() && untrue.isEmpty());
    }

    @Override
    public String toString() {
        return "left " + left + ", wrong " + wrong + ", untrue " + untrue;
    }
}
