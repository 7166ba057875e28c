package dev.portman.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decides about colour, for each stream by itself. {@code System.console()} does not do: it asks for input and output together before JDK 22
 * and answers for any stream since. The link in /proc tells what a stream is; where there is none, nothing is coloured.
 */
public enum Colour {
    /** Standard output. */
    OUT(1),
    /** Standard error. */
    ERR(2);

    private final int descriptor;

    Colour(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether the user wants any: <a href="https://no-color.org">no-color.org</a>. */
    public static boolean isWanted(boolean switchedOff) {
        String noColour = System.getenv("NO_COLOR");
        boolean unwanted = noColour != null && !noColour.isEmpty();
        return !switchedOff && !unwanted && !"dumb".equals(System.getenv("TERM"));
    }

    /** Whether somebody looks at the stream. */
    public boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noSuchLink) {
            return false;
        }
    }
}
