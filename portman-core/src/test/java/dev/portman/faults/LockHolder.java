package dev.portman.faults;

import dev.portman.store.StateLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Holds the lock of a state folder until it is ended. */
final class LockHolder {

    private LockHolder() {}

    /** Arguments: state folder; {@code believe} for a lock that is broken on purpose: the file that was opened is taken for the lock. */
    public static void main(String[] arguments) throws IOException {
        Alarm alarm = new Alarm();
        Path state = Path.of(arguments[0]);
        if (arguments.length > 1 && arguments[1].equals("believe")) {
            Path file = Records.folder(state).path().resolve("portman.lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                hold(alarm, lock.isValid());
            }
            return;
        }
        new StateLock(Records.folder(state)).hold("hold on", Duration.ofSeconds(10), () -> hold(alarm, true));
    }

    private static boolean hold(Alarm alarm, boolean held) {
        System.out.println(held ? "held" : "not held");
        try {
            int end = System.in.read();
            alarm.wind();
            return end >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
