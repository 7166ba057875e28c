package dev.portman.benchmarks.jmh;

import dev.portman.holder.HolderFinder;
import dev.portman.model.PortState;
import dev.portman.port.PortProbe;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a port is free, and which is the first free one behind a thousand that are taken. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PortBenchmark {

    private static final int TAKEN = 1000;

    /** The first of the ports that are taken. */
    @Param("20000")
    public int first;

    private final HolderFinder finder = HolderFinder.forThisSystem();
    private final PortProbe probe = new PortProbe(finder);
    private final List<ServerSocket> sockets = new ArrayList<>();
    private int free;

    /** A port that is taken already is as good. */
    @Setup
    public void listen() throws IOException {
        for (int port = first; port < first + TAKEN; port++) {
            try {
                sockets.add(new ServerSocket(port));
            } catch (BindException taken) {
                if (!finder.isListening(port)) {
                    throw taken;
                }
            }
        }
        free = bindLoop();
        if (search() != free || probe.probe(first) != PortState.LISTENING) {
            throw new IllegalStateException("the first free port is " + free + ", found was " + search());
        }
    }

    /** Gives the ports back. */
    @TearDown
    public void close() throws IOException {
        for (ServerSocket each : sockets) {
            each.close();
        }
    }

    /** portman's answer for one free port. */
    @Benchmark
    public PortState probe() {
        return expect(PortState.FREE, probe.probe(free));
    }

    /** portman's way through a range: the table of listeners once, then one probe. */
    @Benchmark
    public int search() {
        Set<Integer> taken = finder.listeningPorts();
        int port = first;
        while (taken.contains(port) || probe.probe(port) != PortState.FREE) {
            port++;
        }
        return port;
    }

    /** What programs do instead: they try one port after the other. */
    @Benchmark
    public int bindLoop() throws IOException {
        int port = first;
        while (true) {
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                port++;
            }
        }
    }

    private static PortState expect(PortState wanted, PortState found) {
        if (found != wanted) {
            throw new IllegalStateException("not " + wanted + " but " + found);
        }
        return found;
    }
}
