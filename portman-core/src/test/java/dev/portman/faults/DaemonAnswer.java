package dev.portman.faults;

import java.util.List;

/**
 * What a {@link DaemonActor} says about a start.
 *
 * @param text the line
 */
record DaemonAnswer(String text) {

    boolean isReady() {
        return text.startsWith("ready ");
    }

    boolean isFailure() {
        return text.startsWith("failed ");
    }

    /** Of a server that is ready, as the result has it. */
    int port() {
        return Integer.parseInt(word(1));
    }

    /** As the result has it. */
    String pid() {
        return word(2);
    }

    /** As {@code status} has it. */
    String pidByStatus() {
        return word(3);
    }

    /** How often the command was launched; -1 if the line does not tell. */
    int launches() {
        return isReady() ? Integer.parseInt(word(4)) : isFailure() ? Integer.parseInt(word(1)) : -1;
    }

    private String word(int index) {
        return List.of(text.split(" ", -1)).get(index);
    }
}
