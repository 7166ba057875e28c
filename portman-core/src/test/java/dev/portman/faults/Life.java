package dev.portman.faults;

import java.util.List;

/**
 * What is known of one process of a {@link NotedServer}; times as {@link System#nanoTime}, {@link #NEVER} for what did not happen.
 *
 * @param part the server itself, or one of its hooks
 * @param parent the portman that started it
 * @param begin from then on it lived for sure
 * @param ready when it first told somebody that it was ready
 * @param term when it was asked to end
 * @param until it lived until then for sure
 * @param gone from then on it was dead for sure
 */
record Life(String name, String part, long pid, long parent, long begin, long ready, long term, long until, long gone) {

    static final long NEVER = Long.MAX_VALUE;

    /** By the notes of one process, and by the moments at which it was last seen alive and first seen dead. */
    static Life of(List<Note> notes, long seen, long missed) {
        Note first = notes.get(0);
        long end = at("end", notes);
        long until = Math.max(first.at(), seen);
        return new Life(
                first.name(),
                first.part(),
                first.pid(),
                first.parent(),
                first.at(),
                at("ready", notes),
                at("term", notes),
                end == NEVER ? until : Math.max(until, end),
                missed);
    }

    private static long at(String what, List<Note> notes) {
        return notes.stream()
                .filter(it -> it.what().equals(what))
                .mapToLong(Note::at)
                .findFirst()
                .orElse(NEVER);
    }

    boolean is(String wanted) {
        return part.equals(wanted);
    }

    /** Whether it lives at the end of the trial. */
    boolean isAlive() {
        return gone == NEVER;
    }

    /** Whether it lived at that moment for sure. */
    boolean livedAt(long moment) {
        return begin <= moment && moment <= until;
    }

    /** Whether it may have been ready, and not asked to end, at some moment of a time. */
    boolean mayHaveServed(long from, long to) {
        return ready <= to && Math.min(term, gone) >= from;
    }

    /** Whether it was ready, and not asked to end, in all of a time, for sure. */
    boolean servedThroughout(long from, long to) {
        return ready < from && Math.min(term, until) > to;
    }
}
