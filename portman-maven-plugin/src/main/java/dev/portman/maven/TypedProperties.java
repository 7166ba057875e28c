package dev.portman.maven;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether the user has typed a property for this very call, which no file of a project may do in the user's place.
 *
 * @param call the words that Maven was called with; empty if they cannot be seen
 * @param files by which the project speaks
 */
record TypedProperties(Optional<List<String>> call, List<MvnFile> files) {

    /**
     * Why a property that only the user may set is refused, as a clause; empty if the user typed it, or nobody set it.
     *
     * @param set whether Maven counts it among the properties of the user
     */
    Optional<String> objection(String property, boolean set) {
        Optional<MvnFile> setting =
                files.stream().filter(it -> it.sets(property)).findFirst();
        if (setting.isPresent() || !set) {
            return setting.map(TypedProperties::refused);
        }
        if (call.isPresent() && CallWords.define(call.get(), property)) {
            return Optional.empty();
        }
        Optional<String> suspect = files.stream()
                .filter(it -> it.mentions(property) || (call.isEmpty() && !it.legible()))
                .findFirst()
                .map(TypedProperties::refused);
        return call.isEmpty()
                ? suspect
                : suspect.or(() -> Optional.of(
                        "counts only when you type it; a file or an extension that Maven has read sets it"));
    }

    private static String refused(MvnFile file) {
        return "counts only when you type it; remove it from " + file.path()
                + (file.legible() ? "" : ", or what that includes");
    }
}
