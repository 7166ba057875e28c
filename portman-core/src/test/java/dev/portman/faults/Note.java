package dev.portman.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of what a {@link NotedServer} wrote down.
 *
 * @param at when, as {@link System#nanoTime}
 * @param name of the server
 * @param part the server itself, or one of its hooks
 * @param what {@code begin}, {@code open}, {@code ready}, {@code term} or {@code end}
 * @param pid of whoever wrote it
 * @param parent of that process, which is the portman that started it as long as that lives
 */
record Note(long at, String name, String part, String what, long pid, long parent) {

    /** All complete lines of a text. */
    static List<Note> all(String text) {
        List<Note> notes = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split(" ", -1);
            notes.add(new Note(
                    Long.parseLong(words[0]),
                    words[1],
                    words[2],
                    words[3],
                    Long.parseLong(words[4]),
                    Long.parseLong(words[5])));
        }
        return notes;
    }

    /** {@code server ready}. */
    String words() {
        return part + " " + what;
    }
}
