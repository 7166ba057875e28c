package dev.portman.cli.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks through a project, its own folder and those directly below, for servers that can be recognised. */
final class Survey {

    private static final List<Guess> GUESSES = List.of(new MavenGuess(), new PythonGuess(), new NodeGuess());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final ProjectFolder project;
    private final List<Draft> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private Survey(ProjectFolder project) {
        this.project = project;
    }

    /** The servers of a project, those that others are likely to call first. */
    static List<Draft> of(Path project) throws IOException {
        Survey survey = new Survey(new ProjectFolder(project));
        survey.look();
        return Stream.of(Draft.Role.values())
                .flatMap(role -> survey.found.stream().filter(it -> it.role() == role))
                .toList();
    }

    private void look() throws IOException {
        drafts(project).forEach(draft -> add(draft, project));
        for (ProjectFolder part : project.parts()) {
            String name = part.name();
            drafts(part)
                    .map(draft -> NAME.matcher(name).matches() ? draft.named(name) : draft)
                    .forEach(draft -> add(draft.in(name), part));
        }
    }

    private static Stream<Draft> drafts(ProjectFolder folder) {
        return GUESSES.stream().flatMap(guess -> guess.in(folder).stream());
    }

    private void add(Draft draft, ProjectFolder folder) {
        // A package of the project is a folder below it, too.
        if (found.stream()
                .anyMatch(it -> it.evidence().file().equals(draft.evidence().file()))) {
            return;
        }
        String name = draft.name();
        for (int i = 2; !names.add(name); i++) {
            name = draft.name() + "-" + i;
        }
        Draft named = draft.named(name);
        found.add(port(named, folder).map(named::onPort).orElse(named));
    }

    /** What {@code .env} says; the one of the whole project has to say of which server. */
    private Optional<Integer> port(Draft draft, ProjectFolder folder) {
        String own = draft.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_PORT";
        return Stream.of(port(project, own), port(folder, own), port(folder, "PORT"))
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .findFirst();
    }

    private static OptionalInt port(ProjectFolder folder, String variable) {
        return folder.port(
                ".env",
                Pattern.compile("(?m)^\\s*(?:export\\s+)?" + variable + "\\s*=\\s*[\"']?(\\d{1,5})[\"']?\\s*$"));
    }
}
