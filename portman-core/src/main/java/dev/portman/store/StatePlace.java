package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the user's state belongs on this system, by the rules of the system. */
final class StatePlace {

    private static final String NAME = "portman";

    private StatePlace() {}

    /** {@code PORTMAN_STATE_HOME}, else the XDG Base Directory Specification's state home, else the platform's own place. */
    static Path of(Map<String, String> environment, String system) {
        if (isSet(environment, "PORTMAN_STATE_HOME")) {
            return absolute(environment, "PORTMAN_STATE_HOME");
        }
        if (isSet(environment, "XDG_STATE_HOME")) {
            return absolute(environment, "XDG_STATE_HOME").resolve(NAME);
        }
        Path home = Path.of(System.getProperty("user.home"));
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac")) {
            return home.resolve("Library/Application Support").resolve(NAME);
        }
        if (lower.startsWith("windows")) {
            return isSet(environment, "LOCALAPPDATA")
                    ? absolute(environment, "LOCALAPPDATA").resolve(NAME)
                    : home.resolve("AppData/Local").resolve(NAME);
        }
        return home.resolve(".local/state").resolve(NAME);
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }

    private static Path absolute(Map<String, String> environment, String variable) {
        String written = environment.getOrDefault(variable, "");
        try {
            Path path = Path.of(written);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            throw new StateFolderException(
                    variable + " is no path in the encoding of this system: " + e.getReason() + ".",
                    "Set it to another path, or run under a UTF-8 locale (LC_ALL=C.UTF-8).",
                    e);
        }
        throw new StateFolderException(
                variable + " is '" + written + "', which is not an absolute path.",
                "Set it to an absolute path, or unset it.");
    }
}
