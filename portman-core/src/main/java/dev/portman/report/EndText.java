package dev.portman.report;

import dev.portman.model.AfterEnd;
import dev.portman.model.ProgressEvent;
import java.util.OptionalInt;

/** The end of a server that was attended to, and what follows, in one line. */
final class EndText {

    private EndText() {}

    static String of(ProgressEvent.Ended ended) {
        return ended.server() + " " + how(ended) + "." + next(ended.next());
    }

    private static String how(ProgressEvent.Ended ended) {
        boolean wasUp = ended.next() instanceof AfterEnd.Stays || ended.next() instanceof AfterEnd.Taken;
        return ended.exitCode().map(Sentences::ended).orElse(wasUp ? "has ended" : "could not be started");
    }

    private static String next(AfterEnd next) {
        if (next instanceof AfterEnd.Again again) {
            return " Starting it again in " + TimeText.duration(again.pause()) + " (" + again.count() + " of "
                    + again.most() + ").";
        }
        if (next instanceof AfterEnd.GivenUp given) {
            return " It is not started again: that was done " + given.most() + " times in a row.";
        }
        if (next instanceof AfterEnd.InVain vain) {
            return " It is not started again: " + why(vain.port()) + ".";
        }
        return next instanceof AfterEnd.Taken ? " It is not started again: somebody else stopped or replaced it." : "";
    }

    private static String why(OptionalInt port) {
        return port.isPresent() ? "port " + port.getAsInt() + " is in use" : "that would fail in the same way";
    }
}
