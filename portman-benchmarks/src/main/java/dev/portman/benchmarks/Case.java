package dev.portman.benchmarks;

import java.io.IOException;

/** A situation in which a fast answer is easily a wrong one: a column of the table. */
enum Case {
    KILLED("`kill -9` of the tool"),
    RACE("two at once want the port"),
    WRONG_SERVER("somebody else's server answers"),
    DEAF("the server ignores SIGTERM"),
    CONNECTED("a client is connected to it"),
    LOCAL_END("a client holds the port as its own local end"),
    SUPERVISED("a shell loop starts it anew"),
    RESPAWNED("pm2 starts it anew");

    private final String words;

    Case(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** One tool in one case, for real. */
    interface Trial {
        Cell run() throws IOException, InterruptedException;
    }
}
