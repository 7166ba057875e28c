package dev.portman.maven;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Tells which lifecycle of a module a goal runs in. For a fork, as that of {@code source:jar}, Maven clones the project and makes the clone the execution
 * project of the one that it was cloned from.
 */
final class Lifecycles {

    /** Nobody forks deeper; a ring in what Maven remembers of earlier forks must not hold us up. */
    private static final int DEEPEST = 100;

    private final MavenSession session;
    private final BuildState state;

    Lifecycles(MavenSession session, BuildState state) {
        this.session = session;
        this.state = state;
    }

    /** That of the current goal: empty for the build's own, a path for a fork: its parts are the forks that lead to it. */
    String current() {
        MavenProject current = session.getCurrentProject();
        List<MavenProject> reactor =
                Optional.ofNullable(session.getAllProjects()).orElse(List.of());
        if (reactor.stream().anyMatch(it -> isSame(it, current))) {
            return "";
        }
        return reactor.stream()
                .filter(it -> it.getId().equals(current.getId()))
                .flatMap(it -> path(it, current).stream())
                .findFirst()
                .orElseGet(() -> "/" + state.nameOf(current));
    }

    private Optional<String> path(MavenProject outer, MavenProject current) {
        StringBuilder path = new StringBuilder();
        return Stream.iterate(outer.getExecutionProject(), MavenProject::getExecutionProject)
                .limit(DEEPEST)
                .peek(it -> path.append('/').append(state.nameOf(it)))
                .filter(it -> isSame(it, current))
                .findFirst()
                .map(it -> path.toString());
    }

    /** A clone equals its original. */
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
