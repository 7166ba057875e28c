package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the user's state belongs on this system, by the rules of the system. */
final class StateHome {

    private static final String NAME = "portman";

    private StateHome() {}

    /**
     * {@code PORTMAN_STATE_HOME}, else the XDG Base Directory Specification's state home, else the platform's own place below the user's
     * home.
     *
     * @throws StateFolderException if a variable holds no absolute path, or no home can be used
     */
    static Path of(Map<String, String> environment, String system) {
        if (isSet(environment, "PORTMAN_STATE_HOME")) {
            return absolute(environment, "PORTMAN_STATE_HOME");
        }
        if (isSet(environment, "XDG_STATE_HOME")) {
            return absolute(environment, "XDG_STATE_HOME").resolve(NAME);
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows") && isSet(environment, "LOCALAPPDATA")) {
            return absolute(environment, "LOCALAPPDATA").resolve(NAME);
        }
        Path below = Path.of(
                lower.startsWith("mac")
                        ? "Library/Application Support"
                        : lower.startsWith("windows") ? "AppData/Local" : ".local/state",
                NAME);
        return new UserHome(environment, System.getProperty("user.home", ""), below).state();
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    private static Path absolute(Map<String, String> environment, String variable) {
        return absolute(variable, environment.getOrDefault(variable, ""));
    }

    /** What somebody has set, as a path. */
    static Path absolute(String name, String written) {
        try {
            Path path = Path.of(written);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            throw new StateFolderException(
                    name + " is no path in the encoding of this system: " + e.getReason() + ".",
                    "Set it to another path, or run under a UTF-8 locale (LC_ALL=C.UTF-8).",
                    e);
        }
        throw new StateFolderException(
                name + " is '" + written + "', which is not an absolute path.",
                "Set it to an absolute path, or unset it.");
    }
}
