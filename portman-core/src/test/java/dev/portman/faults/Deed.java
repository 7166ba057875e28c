package dev.portman.faults;

import java.util.List;

/**
 * A verb that somebody had done to some servers of a project.
 *
 * @param said what came of it
 */
record Deed(List<String> names, Said said) {

    /** Whether it was under way at some moment of a time. */
    boolean wasUnderWay(long from, long to) {
        return said.begin() <= to && said.end() >= from;
    }

    boolean concerns(String name) {
        return names.contains(name);
    }
}
