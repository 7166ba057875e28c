package dev.portman.maven;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Where one module stands in the round that a typed goal makes through all modules of a build. {@code mvn package portman:run} does all of its goals in one
 * module before the next one comes, so what a goal does once for all modules it does in the last one.
 */
enum TypedRound {
    /** The first module to be reached, and others are to come. */
    FIRST,
    /** Neither the first nor the last one. */
    BETWEEN,
    /** The last one; perhaps there is no other. */
    LAST;

    private static final String KEY = "dev.portman.rounds";

    /** One more module is reached; a goal that is typed twice makes two rounds. */
    static TypedRound next(MavenSession session, MojoExecution execution) {
        MavenProject module = session.getCurrentProject();
        File folder = module.getBasedir();
        int modules = session.getProjects().size();
        if (modules < 2 || folder == null) {
            return LAST;
        }
        Map<String, Integer> counts = counts(session);
        String goal = execution.getGoal() + "@" + execution.getExecutionId();
        synchronized (session.getRequest()) {
            int round = counts.merge(goal + "#" + folder, 1, Integer::sum);
            return of(counts.merge(goal + "#" + round + " of all", 1, Integer::sum), modules);
        }
    }

    /** Whether nothing of this round is left to come. */
    boolean isLast() {
        return this == LAST;
    }

    private static TypedRound of(int reached, int modules) {
        if (reached >= modules) {
            return LAST;
        }
        return reached == 1 ? FIRST : BETWEEN;
    }

    /** A map of the JDK: each module may have a class loader of its own for this plugin. */
    @SuppressWarnings("unchecked") // Nobody else uses our key.
    private static Map<String, Integer> counts(MavenSession session) {
        synchronized (session.getRequest()) {
            return (Map<String, Integer>)
                    session.getRequest().getData().computeIfAbsent(KEY, key -> new HashMap<String, Integer>());
        }
    }
}
