package dev.portman.faults;

import dev.portman.lease.PortLeases;
import dev.portman.process.ProcessTable;
import dev.portman.store.Reservations;
import dev.portman.store.StateLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
        IntStream candidates =
                IntStream.range(first, first + Integer.parseInt(arguments[3])).peek(candidate -> hasLooked());
        int port = leases.reserve(1, candidates).get(0);
        System.out.println(port);
        alarm.wind();
        awaitWord();
        leases.release(port);
    }

    /** By the first candidate, it knows which ones are taken. */
    private static void hasLooked() {
        System.out.println("looked");
        try {
            awaitWord();
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
