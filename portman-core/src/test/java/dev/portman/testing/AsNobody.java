package dev.portman.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a main class in a JVM of an unprivileged user, who cannot read our folders: the classes are copied for him first. */
public final class AsNobody {

    /** A user that owns nothing; not required to have a name. */
    public static final int UID = 65_534;

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private AsNobody() {}

    /** The command that runs what follows it as that user; skips the test where that cannot be had. */
    public static List<String> prefix() {
        return prefix(UID);
    }

    /** The same for another user. */
    public static List<String> prefix(long uid) {
        Fixtures.assumeRootWith(SETPRIV);
        String id = Long.toString(uid);
        return List.of(SETPRIV.toString(), "--reuid", id, "--regid", id, "--clear-groups");
    }

    /**
     * Runs {@code main} as that user and returns what it printed.
     *
     * @param folder a folder of the test's own, made readable for all
     * @param outer a command in front of everything, run as root; may be empty
     */
    public static String run(Path folder, List<String> outer, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        return runAs(UID, folder, outer, main, arguments);
    }

    /** The same as another user. */
    public static String runAs(long uid, Path folder, List<String> outer, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(outer);
        command.addAll(prefix(uid));
        command.addAll(java(folder, main, List.of()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return output(command);
    }

    /** Runs {@code main} as ourselves in a JVM with {@code options} and returns what it printed. */
    public static String runWithOptions(Path folder, List<String> options, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java(folder, main, options));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return output(command);
    }

    private static List<String> java(Path folder, Class<?> main, List<String> options) throws IOException {
        copyClasses(dev.portman.model.ProcessIdentity.class, folder);
        copyClasses(main, folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", folder.toString(), main.getName()));
        return command;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("failed: " + command + "\n" + text);
        }
        return text.strip();
    }

    private static void copyClasses(Class<?> sample, Path target) throws IOException {
        Path source;
        try {
            source = Path.of(
                    sample.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException strange) {
            throw new IOException(strange);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path packages = source.resolve("dev/portman");
        try (Stream<Path> all = Files.walk(packages)) {
            for (Path from : (Iterable<Path>) all::iterator) {
                Path to = target.resolve(source.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                    continue;
                }
                Files.createDirectories(to.getParent());
                Files.write(to, Files.readAllBytes(from));
            }
        }
    }
}
