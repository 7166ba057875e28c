package dev.portman.benchmarks.jmh;

import dev.portman.holder.HolderFinder;
import dev.portman.holder.Leader;
import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import java.io.IOException;
import java.util.List;
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
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.InternetProtocolStats.TcpState;

/** Who listens on a port: asked of portman, and of what a program would ask instead. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HolderBenchmark {

    /** Where the process {@link #pid} listens. */
    @Param("0")
    public int port;

    /** Who listens; 0 if this process is to do so itself. */
    @Param("0")
    public long pid;

    private final HolderFinder finder = HolderFinder.forThisSystem();
    private Listener listener;
    private ProcessIdentity hint;

    /** The first answers are checked, and portman's gives the hint that a record would. */
    @Setup
    public void listen() throws IOException {
        listener = Listener.at(port, pid);
        hint = only(finder.holders(listener.port()).visibleHolders()).identity();
        only(finder.ownerOf(listener.port(), hint).stream().toList());
    }

    /** Gives the port back. */
    @TearDown
    public void close() throws IOException {
        listener.close();
    }

    /** The recorded holder. */
    @Benchmark
    public PortHolder ownerOf() {
        return finder.ownerOf(listener.port(), hint).orElseThrow();
    }

    /** Whether the recorded holder still is. */
    @Benchmark
    public boolean own() {
        if (!finder.own(List.of(new Leader(hint, listener.port())))[0]) {
            throw new IllegalStateException("the holder is not found again");
        }
        return true;
    }

    /** All holders. */
    @Benchmark
    public Holders holders() {
        return finder.holders(listener.port());
    }

    /** All holders, by the library that Java programs use for such questions. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 2, time = 1)
    public long oshi() {
        for (IPConnection each :
                new SystemInfo().getOperatingSystem().getInternetProtocolStats().getConnections()) {
            if (each.getState() == TcpState.LISTEN
                    && each.getLocalPort() == listener.port()
                    && each.getowningProcessId() == listener.pid()) {
                return each.getowningProcessId();
            }
        }
        throw new IllegalStateException("OSHI does not find the listener");
    }

    /** All holders, by lsof without its slow defaults. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 2, time = 1)
    public String lsof() throws IOException, InterruptedException {
        return Answer.naming(listener.pid(), List.of("lsof", "-nP", "-iTCP:" + listener.port(), "-sTCP:LISTEN", "-t"));
    }

    /** All users of the port, by fuser. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 2, time = 1)
    public String fuser() throws IOException, InterruptedException {
        return Answer.naming(listener.pid(), List.of("fuser", listener.port() + "/tcp"));
    }

    /** All holders, by ss. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 2, time = 1)
    public String ss() throws IOException, InterruptedException {
        return Answer.naming(listener.pid(), List.of("ss", "-Hltnp", "sport = :" + listener.port()));
    }

    private PortHolder only(List<PortHolder> found) {
        if (found.size() != 1 || found.get(0).pid() != listener.pid()) {
            throw new IllegalStateException("not just pid " + listener.pid() + ": " + found);
        }
        return found.get(0);
    }
}
