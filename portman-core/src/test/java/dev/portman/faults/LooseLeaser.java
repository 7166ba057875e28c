package dev.portman.faults;

import dev.portman.lease.PortLeases;
import dev.portman.process.ProcessTable;
import dev.portman.store.Reservations;
import dev.portman.store.StateLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Broken on purpose: leases a port under a lock that nobody else knows, in three steps, the second and the third when it is told to. */
final class LooseLeaser {

    private LooseLeaser() {}

    /** Arguments: state folder for all, folder for its own lock, first candidate, how many candidates. */
    public static void main(String[] arguments) throws IOException {
        Alarm alarm = new Alarm();
        Path state = Path.of(arguments[0]);
        int first = Integer.parseInt(arguments[2]);
        PortLeases leases = new PortLeases(
                Records.registry(state),
                new Reservations(Records.folder(state)),
                new StateLock(Records.folder(Path.of(arguments[1]))),
                ProcessTable.forThisSystem());
        int last = first + Integer.parseInt(arguments[3]);
        AtomicInteger looks = new AtomicInteger();
        int port = leases.reserve(
                        1, () -> IntStream.range(first, last), it -> looks.incrementAndGet() == 1 || hasLooked())
                .get(0);
        System.out.println(port);
        alarm.wind();
        awaitWord();
        leases.release(port);
    }

    /** The second look is the one that counts; when it asks whether a candidate is free, it knows which ones are taken. */
    private static boolean hasLooked() {
        System.out.println("looked");
        try {
            awaitWord();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitWord() throws IOException {
        if (System.in.read() < 0) {
            throw new IOException("nobody there");
        }
    }
}
