package dev.portman.cli;

import dev.portman.model.JavaOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the JVM enters; everything else is reachable without ending it. */
public final class Main {

    private Main() {}

    /** Runs one verb and ends with its exit code. */
    public static void main(String[] arguments) {
        OptionalInt code = answer(arguments);
        if (code.isPresent()) {
            end(code.getAsInt());
        }
        System.exit(Invocation.run(List.of(arguments)));
    }

    /** The exit code of a {@link CommonLine}; empty for any other line, of which nothing is done. */
    static OptionalInt answer(String... arguments) {
        adoptProperties();
        Optional<CommonLine> common = CommonLine.of(arguments);
        return common.isPresent() ? OptionalInt.of(common.get().run()) : OptionalInt.empty();
    }

    /** Without a lambda: this is a part of every status. */
    private static void adoptProperties() {
        for (Map.Entry<String, String> each :
                JavaOptions.savedProperties(System.getenv()).entrySet()) {
            System.setProperty(each.getKey(), each.getValue());
        }
    }

    /** For what leaves nothing to tidy up: since Java 21 an exit loads the classes for logging first, which takes as long as the rest. */
    private static void end(int code) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
