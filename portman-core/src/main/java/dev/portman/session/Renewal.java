package dev.portman.session;

import dev.portman.model.DependencyOrder;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changes on the disk mean for the servers that are attended to, judged without a look.
 *
 * @param gone those that are not described any more
 * @param anew those that are started, or started anew, in an order in which each finds running what it needs
 */
record Renewal(List<ServerKey> gone, List<Anew> anew) {

    /** Why a server is started. */
    sealed interface Why {
        /** It is attended to from now on. */
        record Added() implements Why {}

        /** Parts of its description have changed. */
        record Changed(List<String> parts) implements Why {}

        /** Files of it have changed. */
        record Touched(List<Path> files) implements Why {}

        /** It has failed; something in the description has changed that may help. */
        record Retried() implements Why {}
    }

    /** A server that is started, or started anew. */
    record Anew(ServerSpec spec, Why why) {}

    /**
     * What is known.
     *
     * @param revised whether the description was read anew
     * @param next what is to run from now on
     * @param states of those that were attended to up to now
     * @param changes the parts of the description that are not as they were, by server
     * @param touched the files that have changed, by server
     */
    record Facts(
            boolean revised,
            List<ServerSpec> next,
            Map<ServerKey, Course.State> states,
            Map<ServerKey, List<String>> changes,
            Map<ServerKey, List<Path>> touched) {}

    static Renewal of(Facts facts) {
        List<ServerKey> described = facts.next().stream().map(ServerSpec::key).toList();
        List<ServerKey> gone = facts.states().keySet().stream()
                .filter(it -> !described.contains(it))
                .toList();
        List<Anew> anew = new ArrayList<>();
        for (ServerSpec spec : DependencyOrder.ofStart(facts.next())) {
            why(spec.key(), facts).ifPresent(it -> anew.add(new Anew(spec, it)));
        }
        return new Renewal(gone, List.copyOf(anew));
    }

    /** Empty for one that is left as it is. What somebody else has stopped comes back only by a new description of its own. */
    private static Optional<Why> why(ServerKey key, Facts facts) {
        if (!facts.states().containsKey(key)) {
            return Optional.of(new Why.Added());
        }
        Course.State state = facts.states().get(key);
        List<String> parts = facts.changes().getOrDefault(key, List.of());
        List<Path> files = facts.touched().getOrDefault(key, List.of());
        if (!parts.isEmpty()) {
            return Optional.of(new Why.Changed(parts));
        }
        if (!files.isEmpty() && state != Course.State.TAKEN) {
            return Optional.of(new Why.Touched(files));
        }
        return facts.revised() && state == Course.State.FAILED ? Optional.of(new Why.Retried()) : Optional.empty();
    }
}
