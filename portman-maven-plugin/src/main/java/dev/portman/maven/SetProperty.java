package dev.portman.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;

/**
 * A property that was set before any goal ran: Maven has filled it in where it is used, too early to be changed by a goal.
 *
 * @param value what the build sees
 * @param where who set it, as the end of a sentence
 */
record SetProperty(String value, String where) {

    /** The property as the current module sees it; empty if nobody has set it. */
    static Optional<SetProperty> of(MavenSession session, String name) {
        Optional<String> typed = Optional.ofNullable(session.getUserProperties().getProperty(name));
        return typed.map(it -> new SetProperty(it, "on the command line"))
                .or(() -> ofPom(session.getCurrentProject(), name));
    }

    private static Optional<SetProperty> ofPom(MavenProject module, String name) {
        for (MavenProject each : lineage(module)) {
            boolean own = Optional.ofNullable(each.getOriginalModel())
                    .filter(it -> it.getProperties().containsKey(name))
                    .isPresent();
            Optional<Profile> profile = each.getActiveProfiles().stream()
                    .filter(it -> it.getProperties().containsKey(name))
                    .findFirst();
            if (own || profile.isPresent()) {
                String where = profile.map(it -> "in the profile " + it.getId())
                        .orElse("in the POM" + (each.equals(module) ? "" : " of " + each.getArtifactId()));
                return Optional.of(new SetProperty(module.getProperties().getProperty(name, ""), where));
            }
        }
        return Optional.empty();
    }

    /** A project and its parents. */
    private static List<MavenProject> lineage(MavenProject module) {
        List<MavenProject> all = new ArrayList<>();
        Optional<MavenProject> next = Optional.of(module);
        while (next.isPresent()) {
            all.add(next.get());
            next = next.map(MavenProject::getParent);
        }
        return all;
    }
}
