package dev.portman.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Child: adds to a number in a file, again and again, each time reading and writing under the lock. */
final class CountUnderLock {

    private CountUnderLock() {}

    public static void main(String[] arguments) {
        count(Samples.stateFolder(Path.of(arguments[0])), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    }

    static void count(StateFolder folder, Path number, int times) {
        StateLock lock = new StateLock(folder);
        for (int i = 0; i < times; i++) {
            lock.hold("count", Duration.ofSeconds(30), () -> {
                try {
                    int before = Integer.parseInt(Files.readString(number).strip());
                    return Files.writeString(number, Integer.toString(before + 1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
