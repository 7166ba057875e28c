package dev.portman.report;

import dev.portman.model.PortmanException;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerStatus;
import java.util.List;
import java.util.stream.Collectors;

/** What to say of servers of running builds that a verb of a person leaves. */
public final class LeftToBuilds {

    private LeftToBuilds() {}

    /** One line per server. */
    public static List<String> lines(List<ServerStatus> left) {
        return left.stream().map(it -> line(it) + " It is left running.").toList();
    }

    /**
     * The refusal where they were asked for by name.
     *
     * @param option how whoever reads it says that they are meant all the same
     */
    public static PortmanException refusal(List<ServerStatus> left, String option) {
        return new RefusedException(
                left.stream().map(LeftToBuilds::line).collect(Collectors.joining(" ")) + " Nothing was stopped.",
                "Wait for the end of the build, or add " + option + " if it is meant all the same.");
    }

    private static String line(ServerStatus status) {
        return status.key().name() + " belongs to " + Sentences.builds(status.users()) + ", which is running.";
    }
}
