package dev.portman.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words that Maven was called with, as the JVM's own command line shows them: no file of a project reaches it. */
final class CallWords {

    private static final Set<String> LAUNCHERS = Set.of(
            "org.codehaus.plexus.classworlds.launcher.Launcher",
            "org.codehaus.classworlds.Launcher",
            "org.apache.maven.wrapper.MavenWrapperMain",
            "org.apache.maven.cli.MavenCli",
            "org.apache.maven.cling.MavenCling");

    /** Says which of the programs of Maven 4 is launched; in its shell, mvnsh, goals are typed later. */
    private static final String PROGRAM = "-Dmaven.mainClass=";

    private CallWords() {}

    /** Those of this JVM; empty if it was not started for one call of Maven, as in a daemon or an IDE, or this cannot be seen. */
    static Optional<List<String>> ofThisJvm() {
        try {
            String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
            return behindLauncher(List.of(line.split("\0")));
        } catch (IOException noProc) {
            return ProcessHandle.current()
                    .info()
                    .arguments()
                    .or(() -> Optional.ofNullable(System.getProperty("sun.java.command"))
                            .map(it -> it.split(" ")))
                    .flatMap(it -> behindLauncher(List.of(it)));
        }
    }

    /** Those of a JVM that was started with these; empty if its main class is not Maven's. */
    static Optional<List<String>> behindLauncher(List<String> argv) {
        for (int i = 0; i < argv.size(); i++) {
            if (LAUNCHERS.contains(argv.get(i))) {
                return argv.subList(0, i).stream().allMatch(CallWords::isOneCall)
                        ? Optional.of(List.copyOf(argv.subList(i + 1, argv.size())))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether one of them gives a value to a property: {@code -Dname=value}, {@code -D name}, {@code --define=name=value}. */
    static boolean define(List<String> words, String property) {
        return words.stream()
                .map(it -> it.replaceFirst("^[\"']?(?:-D|--[a-z]+=)?", "").strip())
                .anyMatch(it -> it.equals(property) || it.startsWith(property + "="));
    }

    private static boolean isOneCall(String option) {
        return !option.startsWith(PROGRAM) || LAUNCHERS.contains(option.substring(PROGRAM.length()));
    }
}
