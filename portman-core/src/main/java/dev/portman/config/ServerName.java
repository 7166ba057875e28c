package dev.portman.config;

import dev.portman.model.InvalidInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rule for names of servers: they become names of files and of environment variables. */
final class ServerName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Microsoft, "Naming Files, Paths, and Namespaces": reserved with any extension, in any case. */
    private static final Pattern WINDOWS_DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.DOTALL);

    private ServerName() {}

    /** The name, if it is one. */
    static String checked(String name) {
        boolean good = FORM.matcher(name).matches()
                && !name.contains("..")
                && !WINDOWS_DEVICE.matcher(name).matches();
        if (!good) {
            throw new InvalidInputException(
                    "name",
                    name,
                    "must start with a letter or digit and consist of at most 64 letters, digits, '.', '_' and '-',"
                            + " without '..' and other than a Windows device");
        }
        return name;
    }

    /** What siblings find its port under: {@code my-app} is {@code MY_APP} in {@code MY_APP_PORT}. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
