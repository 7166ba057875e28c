package dev.portman.faults;

import dev.portman.store.StateLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Holds the lock of a state folder until it is ended. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) {
        Alarm alarm = new Alarm();
        new StateLock(Records.folder(Path.of(arguments[0]))).hold("hold on", Duration.ofSeconds(5), () -> {
            System.out.println("held");
            try {
                int end = System.in.read();
                alarm.wind();
                return end;
            } catch (IOException e) {
                return -1;
            }
        });
    }
}
