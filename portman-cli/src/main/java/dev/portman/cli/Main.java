package dev.portman.cli;

import java.util.List;

/** Where the JVM enters; everything else is reachable without ending it. */
public final class Main {

    private Main() {}

    /** Runs one verb and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Invocation.run(List.of(arguments)));
    }
}
