package dev.portman.report;

import dev.portman.model.ServerStatus;
import java.util.List;
import java.util.function.Function;

/** What to say of instances that run although fewer are described than once were. */
public final class UndescribedInstances {

    private UndescribedInstances() {}

    /**
     * One line for all of them; none if there are none.
     *
     * @param way how whoever reads it stops servers of some names
     */
    public static List<String> warning(List<ServerStatus> left, Function<List<String>, String> way) {
        List<String> names = left.stream().map(it -> it.key().name()).toList();
        if (names.isEmpty()) {
            return List.of();
        }
        boolean one = names.size() == 1;
        return List.of(String.join(", ", names) + (one ? " runs, and is" : " run, and are")
                + " not described any more. Stop " + (one ? "it" : "them") + " with " + way.apply(names) + ".");
    }
}
