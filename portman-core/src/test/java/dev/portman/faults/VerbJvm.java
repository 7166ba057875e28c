package dev.portman.faults;

import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The other end of a {@link VerbActor}. */
final class VerbJvm implements AutoCloseable {

    private static final int LIMIT_SECONDS = 40;

    private final Process process;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> open = new ConcurrentHashMap<>();

    private VerbJvm(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "verbs of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts one. Whoever runs the tests in the background has SIGINT ignored; so would be what it starts. */
    static VerbJvm start() throws IOException {
        String env = Needs.tool("env").toString();
        return new VerbJvm(JvmFork.of(VerbActor.class)
                .under(env, "--default-signal=INT,TERM,HUP")
                .start(Map.of()));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Has a verb done at a place; what was said of it comes later, also if this JVM ends meanwhile. */
    CompletableFuture<Said> tell(String verb, String place) {
        String number = Integer.toString(count.incrementAndGet());
        long told = System.nanoTime();
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(number, answer);
        try {
            process.getOutputStream()
                    .write((number + " " + verb + " " + place + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            answer.complete("");
        }
        if (!process.isAlive()) {
            answer.complete("");
        }
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> told + " " + System.nanoTime() + " broken no answer")
                .thenApply(it -> Said.of(verb, process.pid(), told, it));
    }

    /** Sends a signal by name. */
    void signal(String name) throws IOException {
        new ProcessBuilder(Needs.tool("kill").toString(), "-" + name, Long.toString(process.pid())).start();
    }

    /** {@code kill -9}; what it has started lives on. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end: its exit code. */
    int end() {
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Whoever looks after its servers once it is dead. */
    List<ProcessHandle> guardians() {
        return process.children()
                .filter(it -> ProcSnapshot.text(java.nio.file.Path.of("/proc", Long.toString(it.pid()), "cmdline"))
                        .contains("portman-guardian"))
                .toList();
    }

    /** It ends with its input. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            process.destroyForcibly();
        }
        end();
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int blank = line.indexOf(' ');
                CompletableFuture<String> answer = open.get(line.substring(0, Math.max(0, blank)));
                if (answer != null) {
                    answer.complete(line.substring(blank + 1));
                }
            }
        } catch (IOException closed) {
            process.destroyForcibly();
        }
        open.values().forEach(it -> it.complete(""));
    }
}
