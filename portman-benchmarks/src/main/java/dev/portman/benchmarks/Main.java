package dev.portman.benchmarks;

import java.io.IOException;

/** Runs what is measured; see {@code make bench}. */
public final class Main {

    private Main() {}

    /** Arguments: the sections to run; none is all. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(arguments.length);
    }
}
