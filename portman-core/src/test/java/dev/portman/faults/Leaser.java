package dev.portman.faults;

import dev.portman.lease.PortLeases;
import dev.portman.process.ProcessTable;
import dev.portman.store.Reservations;
import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Leases and releases ports in several threads; prints of each {@code PORT FROM TO WAITED}, in nanoseconds of the common clock. */
final class Leaser {

    private Leaser() {}

    /** Arguments: state folder, threads, leases per thread, first candidate, how many candidates. */
    public static void main(String[] arguments) throws Exception {
        Alarm alarm = new Alarm();
        Path state = Path.of(arguments[0]);
        PortLeases leases = leases(state);
        int threads = Integer.parseInt(arguments[1]);
        int first = Integer.parseInt(arguments[3]);
        int last = first + Integer.parseInt(arguments[4]);
        // In a folder of its own: what is measured is the lock, not how a JVM loads its classes.
        PortLeases own =
                leases(state.resolveSibling("own-" + ProcessHandle.current().pid()));
        for (int i = 0; i < 20; i++) {
            lease(own, first, last);
            alarm.wind();
        }
        System.out.println("ready");
        awaitStart();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<String>> lines = Stream.generate(() -> pool.submit(() -> lease(leases, first, last)))
                .limit((long) threads * Integer.parseInt(arguments[2]))
                .toList();
        for (Future<String> each : lines) {
            System.out.println(each.get());
            alarm.wind();
        }
        pool.shutdown();
    }

    private static PortLeases leases(Path state) {
        StateFolder folder = Records.folder(state);
        return new PortLeases(
                Records.registry(state), new Reservations(folder), new StateLock(folder), ProcessTable.forThisSystem());
    }

    private static void awaitStart() throws IOException {
        int line = System.in.read();
        if (line < 0) {
            throw new IOException("nobody there");
        }
    }

    private static String lease(PortLeases leases, int first, int last) throws InterruptedException {
        long asked = System.nanoTime();
        int port = leases.reserve(1, () -> IntStream.range(first, last), it -> true)
                .get(0);
        long from = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(2);
        long to = System.nanoTime();
        leases.release(port);
        return port + " " + from + " " + to + " " + (from - asked);
    }
}
