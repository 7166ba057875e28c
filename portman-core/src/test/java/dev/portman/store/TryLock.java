package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.nio.file.Path;
import java.time.Duration;

/** Child: prints whether it gets the lock within 200 ms. */
final class TryLock {

    private TryLock() {}

    public static void main(String[] arguments) {
        StateLock lock = new StateLock(Samples.stateFolder(Path.of(arguments[0])));
        try {
            System.out.println(lock.hold("start api", Duration.ofMillis(200), () -> "held"));
        } catch (StateFolderException outOfTime) {
            System.out.println("out of time");
        }
    }
}
