package dev.portman.store;

import java.nio.file.Path;
import java.time.Duration;

/** Child: holds the lock until it is killed. */
final class HoldLock {

    private HoldLock() {}

    public static void main(String[] arguments) {
        new StateLock(Samples.stateFolder(Path.of(arguments[0]))).hold("start backend", Duration.ofSeconds(5), () -> {
            System.out.println("held");
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
    }
}
