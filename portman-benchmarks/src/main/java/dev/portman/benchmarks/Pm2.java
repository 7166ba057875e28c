package dev.portman.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process manager pm2 with a daemon of its own, apart from whatever else runs on the machine; closing ends the daemon and its servers. */
record Pm2(Place place) implements Closeable {

    private static final String NAME = "peer";

    /** The command that starts a server of C under it. */
    List<String> start(int port, String... options) {
        return start(NAME, port, List.of(options));
    }

    /** The same under a name. */
    List<String> start(String name, int port, List<String> options) {
        List<String> words = new ArrayList<>(
                List.of(tool(), "start", place.program("server"), "--name", name, "--interpreter", "none"));
        words.add("--");
        words.add(Integer.toString(port));
        words.addAll(options);
        return words;
    }

    /** Starts a server of C, which listens when this returns. */
    void started(int port, String... options) throws IOException, InterruptedException {
        place.run(start(port, options)).succeeded();
        WrongAnswer.unless(Fixture.comesUp(port), "pm2's server never came up");
    }

    Run stop() throws IOException, InterruptedException {
        return place.run(List.of(tool(), "stop", NAME));
    }

    /** Stops the server, if it runs, and lets pm2 know nothing of it any more. */
    Run delete() throws IOException, InterruptedException {
        return place.run(List.of(tool(), "delete", NAME));
    }

    long daemon() throws IOException {
        Path home = Path.of(place.environment().getOrDefault("PM2_HOME", ""));
        return Long.parseLong(Files.readString(home.resolve("pm2.pid")).strip());
    }

    @Override
    public void close() throws IOException {
        try {
            place.run(List.of(tool(), "kill"));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String tool() {
        return place.npm("pm2");
    }
}
