package dev.portman.faults;

import dev.portman.testing.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Numbers that what is started under them, and all that descends from it, carries as its soft limit on resident memory. A process beside this
 * JVM waits for {@link #close}, or for the end of this JVM however that ends, and then kills by pid whatever carries one of them: no
 * daemon stays on the machine.
 */
final class Labels implements AutoCloseable {

    private static final String ENDS_THEM = """
            import os, re, signal, sys, time
            signal.alarm(3 * 3600)
            sys.stdin.read()
            for look in range(200):
                found = 0
                for pid in filter(str.isdigit, os.listdir('/proc')):
                    try:
                        limits, stat = open(f'/proc/{pid}/limits').read(), open(f'/proc/{pid}/stat').read()
                        if re.search(r'Max resident set +(\\S+)', limits)[1] in sys.argv[1:] and stat.rpartition(')')[2][1] not in 'ZX':
                            os.kill(int(pid), signal.SIGKILL)
                            found += 1
                    except (OSError, TypeError): pass
                if not found: break
                time.sleep(0.01)
            """;

    /** What portman and the servers that it starts carry. */
    private final String acting = fresh();

    /** What daemons carry that are started by hand. */
    private final String bystanders = fresh();

    private final Process ends;

    Labels() throws IOException {
        ends = new ProcessBuilder(Needs.tool("python3").toString(), "-S", "-E", "-c", ENDS_THEM, acting, bystanders)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    String acting() {
        return acting;
    }

    String bystanders() {
        return bystanders;
    }

    /** The words in front of a command that give it a label. */
    static List<String> under(String label) {
        return new ArrayList<>(List.of(Needs.tool("prlimit").toString(), "--rss=" + label + ":"));
    }

    /** No other test, and no other worker on this machine, has the same. */
    private static String fresh() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1L << 61, 1L << 62));
    }

    @Override
    public void close() throws IOException {
        ends.getOutputStream().close();
        try {
            ends.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
