package dev.portman.benchmarks.jmh;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;

/** Who listens: somebody the caller has started, or, for a benchmark run by hand, this JVM itself. */
final class Listener implements Closeable {

    private final ServerSocket own;
    private final int port;
    private final long pid;

    private Listener(ServerSocket own, int port, long pid) {
        this.own = own;
        this.port = port;
        this.pid = pid;
    }

    /** Of the process that was named, or of this one if that is 0. */
    static Listener at(int port, long pid) throws IOException {
        if (pid != 0) {
            return new Listener(new ServerSocket(), port, pid);
        }
        ServerSocket own = new ServerSocket(0);
        return new Listener(own, own.getLocalPort(), ProcessHandle.current().pid());
    }

    int port() {
        return port;
    }

    long pid() {
        return pid;
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
