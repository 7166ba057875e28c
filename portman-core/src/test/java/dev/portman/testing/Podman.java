package dev.portman.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Containers for one test, with a store of their own and without images: their root file system is an empty one into which the system's
 * programs are mounted. All of them end with it.
 */
public final class Podman implements AutoCloseable {

    /** The first process of a namespace ignores what it does not handle, its own alarm as well: pid_namespaces(7). */
    private static final String ENDS = """
            import os, signal, socket, sys, time
            signal.signal(signal.SIGALRM, lambda *_: os._exit(1)); signal.alarm(60)
            """;

    private static final int LIMIT_SECONDS = 60;

    private final Path root;
    private final Map<String, String> environment;

    private Podman(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** Podman as it works here, which takes a folder of its own. A test that needs it is skipped, or fails, where no container starts; see {@link Needs}. */
    public static Podman in(Path folder) throws IOException {
        Needs.root();
        List.of("podman", "conmon", "runc", "iptables").forEach(Needs::tool);
        Path root = Files.createDirectories(folder.resolve("root"));
        for (String each : List.of("dev", "etc", "proc", "run", "sys", "tmp", "usr")) {
            Files.createDirectory(root.resolve(each));
        }
        // Podman would make a link out of this folder.
        Files.createFile(root.resolve("etc/mtab"));
        for (String each : List.of("bin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(each), Path.of("usr", each));
        }
        // Without CAP_SYS_RESOURCE nobody can raise the limits that podman asks for by itself; and unlike crun, runc
        // also works where the
        // groups of the kernel's first version are mounted beside those of the second.
        Path containers = Files.writeString(folder.resolve("containers.conf"), """
                [containers]
                default_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]
                [engine]
                runtime = "runc"
                cgroup_manager = "cgroupfs"
                events_logger = "none"
                """);
        Path storage = Files.writeString(folder.resolve("storage.conf"), """
                [storage]
                driver = "vfs"
                graphroot = "%1$s/store"
                runroot = "%1$s/run"
                """.formatted(folder));
        Podman podman = new Podman(
                root, Map.of("CONTAINERS_CONF", containers.toString(), "CONTAINERS_STORAGE_CONF", storage.toString()));
        Answer tried = podman.asked(podman.words("run", List.of("--rm", "--network=none"), "pass"));
        Needs.that(tried.code() == 0, "containers of podman: " + tried.output());
        return podman;
    }

    /** What the command that uses them needs in its environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The words that run Python code in a container; {@code sys.argv[1:]} are the arguments. */
    public List<String> words(String verb, List<String> options, String code, String... arguments) {
        List<String> words = new ArrayList<>(List.of(Needs.tool("podman").toString(), verb));
        words.addAll(options);
        words.addAll(
                List.of("--volume=/usr:/usr:ro", "--rootfs", root.toString(), "/usr/bin/python3", "-S", "-u", "-c"));
        words.add(ENDS + code);
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    /**
     * The words that run, in a container that ends with it, the Java program that follows them; it is the first process there.
     *
     * @param options of podman's {@code run}
     * @param folders that are the same inside as outside
     */
    public List<String> aroundJava(List<String> options, List<Path> folders) throws IOException {
        List<String> words = new ArrayList<>(List.of(Needs.tool("env").toString()));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(List.of(Needs.tool("podman").toString(), "run", "--rm", "--interactive"));
        words.addAll(options);
        Set<Path> mounted = new LinkedHashSet<>(folders);
        Path home = Path.of(System.getProperty("java.home"));
        mounted.add(home);
        // Where a distribution keeps its configuration.
        mounted.add(home.resolve("conf/net.properties").toRealPath().getParent());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                mounted.add(Path.of(entry).toRealPath());
            }
        }
        mounted.removeIf(it -> it.startsWith("/usr"));
        mounted.forEach(it -> words.add("--volume=" + it + ":" + it));
        words.addAll(List.of("--volume=/usr:/usr:ro", "--rootfs", root.toString()));
        return words;
    }

    /** Whether a container of that name runs. */
    public boolean isRunning(String name) {
        return ask("ps", "--quiet", "--filter", "name=^" + name + "$").lines().count() == 1;
    }

    /** What a container has written. */
    public String log(String name) {
        return ask("logs", name);
    }

    /** How many containers there are, running or not. */
    public int count() {
        return ids().size();
    }

    /** What podman answers. */
    public String ask(String... words) {
        List<String> command = new ArrayList<>(List.of(Needs.tool("podman").toString()));
        command.addAll(Arrays.asList(words));
        Answer answer = asked(command);
        if (answer.code() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + answer.output());
        }
        return answer.output();
    }

    private List<String> ids() {
        return ask("ps", "--all", "--quiet", "--no-trunc").lines().toList();
    }

    @Override
    public void close() {
        ids().forEach(id -> ask("rm", "--force", "--time=0", id));
    }

    private record Answer(int code, String output) {}

    private Answer asked(List<String> words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(-1, "no answer within " + LIMIT_SECONDS + " s");
            }
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
