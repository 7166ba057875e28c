package dev.portman.cli;

import java.util.List;
import java.util.Optional;

/** Where the JVM enters; everything else is reachable without ending it. */
public final class Main {

    private Main() {}

    /** Runs one verb and ends with its exit code. */
    public static void main(String[] arguments) {
        Optional<CommonLine> common = CommonLine.of(arguments);
        System.exit(common.isPresent() ? common.get().run() : Invocation.run(List.of(arguments)));
    }
}
