package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Moments of the wall clock that a server writes down: when it listens, when it ends. */
record Stamp(Path file) {

    /** A file that is not there yet. */
    static Stamp fresh(Place place, String name) throws IOException {
        Path file = place.work().resolve(name);
        Files.deleteIfExists(file);
        return new Stamp(file);
    }

    /** Nanoseconds from that moment until now. */
    long ago() throws IOException {
        return now() - read();
    }

    /** That moment, in nanoseconds since 1970. */
    long read() throws IOException {
        WrongAnswer.unless(Files.exists(file), "the server never came so far");
        return Long.parseLong(Files.readString(file).strip());
    }

    boolean isThere() {
        return Files.exists(file);
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
