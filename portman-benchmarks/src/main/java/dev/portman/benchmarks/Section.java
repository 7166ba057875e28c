package dev.portman.benchmarks;

import java.io.IOException;

/** One heading of the page, measured in one go. */
interface Section {

    /** What it is called on the command line. */
    String name();

    /** Its heading. */
    String title();

    /** Whether it wants process and network namespaces of its own, with nobody else in them. */
    default boolean alone() {
        return false;
    }

    /** Measures, draws its pictures, and returns its text. */
    String measure(Place place) throws IOException, InterruptedException;
}
