package dev.portman.maven;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenExecutionRequest;

/**
 * What a build remembers from goal to goal. It lies in Maven's request, which is new for each build, also in a JVM that lives on, and the same for all
 * modules and threads of one; in types of the JDK, since two versions of the plugin in one build have two classes of every name.
 */
final class BuildState {

    private static final String TAKES = "dev.portman.takes";
    private static final String KNOWN = "dev.portman.known";
    private static final String NAMES = "dev.portman.names";

    private final MavenExecutionRequest request;

    /** That of the build that a request has begun. */
    BuildState(MavenExecutionRequest request) {
        this.request = request;
    }

    /** Does something while no other goal of the build looks at its state, or changes it. */
    <T> T exclusively(Supplier<T> act) {
        synchronized (request) {
            return act.get();
        }
    }

    /** What it counts on now. */
    Takes takes() {
        return exclusively(() -> new Takes(words().stream().map(Take::of).toList()));
    }

    /** Counts on something else from now on. */
    void change(UnaryOperator<Takes> change) {
        exclusively(() -> {
            List<Map<String, String>> changed =
                    change.apply(takes()).all().stream().map(Take::words).toList();
            words().clear();
            return words().addAll(changed);
        });
    }

    /** Whether this is the first time that it is asked about a thing. */
    boolean isFirst(String what) {
        return exclusively(() -> set().add(what));
    }

    /** Makes the next time that it is asked about a thing the first one. */
    void forget(String what) {
        exclusively(() -> set().remove(what));
    }

    /** Whether it was asked about a thing, see {@link #isFirst}. */
    boolean knows(String what) {
        return exclusively(() -> set().contains(what));
    }

    /** A short name of a thing that has none, the same as long as the build lasts. */
    @SuppressWarnings("unchecked") // Nobody else uses our key.
    String nameOf(Object thing) {
        return exclusively(() -> {
            Map<Object, String> names = (Map<Object, String>)
                    request.getData().computeIfAbsent(NAMES, key -> new IdentityHashMap<Object, String>());
            return names.computeIfAbsent(thing, key -> Integer.toString(names.size() + 1));
        });
    }

    /** Forgets all but some things: the build is over, and whoever embeds Maven may begin another one with the same request. */
    void end(Set<String> kept) {
        exclusively(() -> {
            request.getData().remove(NAMES);
            words().clear();
            return set().retainAll(kept);
        });
    }

    @SuppressWarnings("unchecked") // Nobody else uses our key.
    private List<Map<String, String>> words() {
        return (List<Map<String, String>>)
                request.getData().computeIfAbsent(TAKES, key -> new ArrayList<Map<String, String>>());
    }

    @SuppressWarnings("unchecked") // Nobody else uses our key.
    private Set<String> set() {
        return (Set<String>) request.getData().computeIfAbsent(KNOWN, key -> new HashSet<String>());
    }
}
