package dev.portman.cli;

import java.util.List;
import java.util.Optional;

/** Where the JVM enters; everything else is reachable without ending it. */
public final class Main {

    private Main() {}

    /** Runs one verb and ends with its exit code. */
    public static void main(String[] arguments) {
        Optional<CommonLine> common = CommonLine.of(arguments);
        if (common.isPresent()) {
            end(common.get().run());
        }
        System.exit(Invocation.run(List.of(arguments)));
    }

    /** For what leaves nothing to tidy up: since Java 21 an exit loads the classes for logging first, which takes as long as the rest. */
    private static void end(int code) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
