package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.config.ProjectFile;
import dev.portman.model.Allowances;
import dev.portman.model.InvalidInputException;
import dev.portman.model.JavaOptions;
import dev.portman.model.PortState;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.StartResult;
import dev.portman.model.Stopping;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the JVM has worked out beforehand about the calls that people and scripts make all the time, {@code status -o json}, {@code kill} and
 * {@code stop}: for status, and for the other two together, an archive of the classes that it loads, and a file with the options that use it. Each holds
 * nothing else, since mapping an archive takes the longer the larger it is. All lie beside the jar, so who could change them could change the
 * jar; the JVM itself refuses an archive of another jar or another Java, and is only slower then.
 */
final class FastStart {

    /** Since then one run makes the archive, and it holds more than classes (JEP 514, JEP 515). */
    private static final int WITH_AOT_CACHE = 25;

    private static final int LONGEST_SECONDS = 60;
    private static final String STATE = "PORTMAN_STATE_HOME";
    private static final String STATUS = "";
    private static final String KILL = "-kill";

    private final Path jar;
    private final Path java;

    private FastStart(Path jar, Path java) {
        this.jar = jar;
        this.java = java;
    }

    /** For the jar and the Java that run now. */
    static FastStart ofThisRun() {
        return new FastStart(jarOfThisRun(), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    Path jar() {
        return jar;
    }

    Path java() {
        return java;
    }

    /** The file with the options for {@code status -o json}; its first line names the Java that it is for. */
    Path options() {
        return options(STATUS);
    }

    /** The same for {@code kill} and {@code stop}. */
    Path optionsOfKill() {
        return options(KILL);
    }

    private Path options(String call) {
        return beside(call + ".jvm");
    }

    /**
     * Rehearses the calls beside a server and a state of their own, and makes the archives of them. The options come last: where they are, their
     * archive is whole.
     *
     * @throws IOException if it cannot be written, or if Java does not get through
     */
    void prepare() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("portman-install-");
        try {
            Path one = project(work.resolve("one"), "rehearsal");
            Path many = project(work.resolve("many"), "first", "second");
            Portman portman = Portman.open(Map.of(STATE, state(work)), Allowances.NONE, event -> {});
            List<ServerSpec> specs = new ArrayList<>(Project.at(one).specs(Side.PERSON));
            specs.addAll(Project.at(many).specs(Side.PERSON));
            List<StartResult> started = portman.startAll(specs);
            try {
                rehearse(work, one, many);
                rehearseKill(work, one, portman);
            } finally {
                portman.stopAll(started.stream().map(it -> it.record().key()).toList(), Optional.of(Stopping.atOnce()));
            }
        } finally {
            remove(work);
        }
    }

    private void rehearse(Path work, Path one, Path many) throws IOException, InterruptedException {
        List<String> call = List.of(Rehearsal.class.getName(), one.toString(), many.toString());
        // The first call leaves something behind for all later ones, of which the archive is to be made.
        run(work, call);
        archive(work, call, STATUS);
    }

    /** Of a stranger's port, and of a server: what a stop does is in one or the other. */
    private void rehearseKill(Path work, Path project, Portman portman) throws IOException, InterruptedException {
        int port = portman.reserve(1, List.of()).get(0);
        Process stranger = RehearsalServer.launch(java, jar, port);
        try {
            awaitListener(port, portman);
            archive(
                    work,
                    List.of(
                            Main.class.getName(),
                            "-C",
                            project.toString(),
                            "kill",
                            Integer.toString(port),
                            "rehearsal"),
                    KILL);
        } finally {
            stranger.destroyForcibly();
        }
    }

    private static void awaitListener(int port, Portman portman) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (portman.probe(port) != PortState.LISTENING) {
            if (System.nanoTime() - end >= 0) {
                throw new IOException("the rehearsal's server did not listen within " + LONGEST_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Runs a call once, and makes an archive of what it needed. */
    private void archive(Path work, List<String> call, String name) throws IOException, InterruptedException {
        Path fresh = beside(".archive.tmp");
        try {
            if (hasAotCache()) {
                run(work, with("-XX:AOTCacheOutput=" + fresh, call));
            } else {
                Path classes = work.resolve("classes");
                run(work, with("-XX:DumpLoadedClassList=" + classes, call));
                run(
                        work,
                        List.of(
                                "-Xshare:dump",
                                "-XX:SharedClassListFile=" + classes,
                                "-XX:SharedArchiveFile=" + fresh));
            }
            Files.move(fresh, archive(name), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(fresh, optionsText(name));
            Files.move(fresh, options(name), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path project(Path folder, String... servers) throws IOException {
        StringBuilder description = new StringBuilder("servers:\n");
        for (String name : servers) {
            description.append("""
                      %s:
                        executable: %s
                        arguments: [-XX:TieredStopAtLevel=1, -cp, %s, %s]
                        environmentVariables: {JAVA_TOOL_OPTIONS: '', JDK_JAVA_OPTIONS: '', _JAVA_OPTIONS: ''}
                        port: 0
                    """.formatted(name, yaml(java), yaml(jar), RehearsalServer.class.getName()));
        }
        Files.writeString(Files.createDirectory(folder).resolve(ProjectFile.NAME), description);
        return folder.toRealPath();
    }

    private static String yaml(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static String state(Path work) {
        return work.resolve("state").toString();
    }

    private static boolean hasAotCache() {
        return Runtime.version().feature() >= WITH_AOT_CACHE;
    }

    /** G1 can map the objects of an archive before Java 25, others only since; one compiler is enough for so short a run. */
    private static List<String> tuning() {
        return List.of(
                hasAotCache() ? "-XX:+UseSerialGC" : "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
    }

    private static List<String> with(String option, List<String> call) {
        List<String> words = new ArrayList<>(List.of(option));
        words.addAll(call);
        return words;
    }

    /** Runs this Java on this jar: options first, then perhaps a class and its arguments. */
    private void run(Path work, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(tuning());
        command.addAll(List.of("-cp", jar.toString()));
        command.addAll(words);
        Path output = work.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        JavaOptions.setAside(builder.environment());
        builder.environment().put(STATE, state(work));
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("Java did not finish within " + LONGEST_SECONDS + " s: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException("Java ended with " + process.exitValue() + ": " + command + "\n"
                    + Files.readString(output).strip());
        }
    }

    /** What the JVM itself has to say goes to standard error: standard output may be read by a program. */
    private String optionsText(String name) {
        List<String> lines = new ArrayList<>(List.of("# " + java));
        lines.addAll(tuning());
        lines.add("-Xlog:disable");
        lines.add("-Xlog:all=error:stderr");
        lines.add(quoted((hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive(name)));
        lines.add("-cp");
        lines.add(quoted(jar.toString()));
        lines.add(Main.class.getName());
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Path archive(String name) {
        return beside(name + (hasAotCache() ? ".aot" : ".jsa"));
    }

    private Path beside(String suffix) {
        String name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.lastIndexOf('.')) + suffix);
    }

    private static Path jarOfThisRun() {
        try {
            Path origin = Path.of(FastStart.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(origin)) {
                return origin.toRealPath();
            }
            throw new InvalidInputException("install", origin.toString(), "must be a jar: this run has none");
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the jar of this run cannot be found", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
