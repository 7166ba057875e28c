package dev.portman.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which programs are left alone by their name: what they are, in words that complete "it is ...". */
public final class ProtectedNames {

    private static final String DATABASE = "a database that portman did not start";
    private static final String CONTAINER = "part of a container runtime or port forwarder; stop the container instead";
    private static final String SYSTEM = "a protected process of the system";
    private static final String WORKPLACE = "an IDE or a CI agent";
    static final String SHARED_DAEMON = "a daemon that other work shares";

    private static final Map<String, Set<String>> NAMES = new LinkedHashMap<>();
    private static final Map<Pattern, String> ARGUMENTS = new LinkedHashMap<>();

    static {
        NAMES.put(
                SYSTEM,
                Set.of(
                        "sshd",
                        "sshd-session",
                        "systemd",
                        "init",
                        "dbus-daemon",
                        "xorg",
                        "gnome-shell",
                        "launchd",
                        "kubelet",
                        "cron"));
        NAMES.put(
                DATABASE,
                Set.of(
                        "postgres",
                        "postmaster",
                        "mysqld",
                        "mariadbd",
                        "redis-server",
                        "valkey-server",
                        "mongod",
                        "memcached"));
        NAMES.put(
                CONTAINER,
                Set.of(
                        "docker",
                        "dockerd",
                        "docker-proxy",
                        "containerd",
                        "containerd-shim",
                        "containerd-shim-runc-v2",
                        "conmon",
                        "podman",
                        "rootlessport",
                        "rootlesskit",
                        "slirp4netns",
                        "pasta",
                        "crun",
                        "runc",
                        "kubectl",
                        "com.docker.backend"));
        NAMES.put(
                WORKPLACE,
                Set.of(
                        "idea",
                        "idea64",
                        "idea.sh",
                        "pycharm",
                        "webstorm",
                        "goland",
                        "clion",
                        "rider",
                        "code",
                        "code-server",
                        "codium",
                        "cursor",
                        "eclipse",
                        "zed",
                        "nvim",
                        "emacs",
                        "jenkins",
                        "runner.listener",
                        "runner.worker",
                        "gitlab-runner",
                        "agent.listener",
                        "agent.worker",
                        "buildkite-agent"));
        NAMES.put(
                SHARED_DAEMON,
                Set.of(
                        "adb",
                        "mvnd",
                        "chrome",
                        "chromium",
                        "chrome_crashpad_handler",
                        "firefox",
                        "safari",
                        "msedge",
                        "tmux",
                        "screen",
                        "gpg-agent",
                        "ssh-agent",
                        "watchman"));
        ARGUMENTS.put(Pattern.compile("org\\.gradle\\.launcher\\.daemon|GradleDaemon"), SHARED_DAEMON);
        ARGUMENTS.put(Pattern.compile("kotlin-compiler.*daemon|KotlinCompileDaemon"), SHARED_DAEMON);
        ARGUMENTS.put(Pattern.compile("org\\.mvndaemon\\.mvnd|MavenDaemon"), SHARED_DAEMON);
        ARGUMENTS.put(Pattern.compile("com\\.intellij\\.idea\\.Main|org\\.eclipse\\.equinox\\.launcher"), WORKPLACE);
        ARGUMENTS.put(Pattern.compile("(^|/)(remoting|agent|slave|jenkins)\\.(jar|war)$|hudson\\.remoting"), WORKPLACE);
        ARGUMENTS.put(Pattern.compile("jetbrains\\.buildServer\\.agent"), WORKPLACE);
    }

    private ProtectedNames() {}

    /** What it is, if it is protected; by its executable first, then by whatever argv claims. */
    static Optional<String> whatItIs(String executable, List<String> commandLine) {
        Optional<String> byFile = named(executable);
        if (byFile.isPresent()) {
            return byFile;
        }
        if (commandLine.isEmpty()) {
            return Optional.empty();
        }
        if (executable.equals("ssh") && forwards(commandLine)) {
            return Optional.of(CONTAINER);
        }
        String claimed = commandLine.get(0).strip();
        String file = claimed.substring(claimed.lastIndexOf('/') + 1);
        Optional<String> byClaim = named(firstWord(file));
        return byClaim.isPresent() ? byClaim : byArguments(commandLine);
    }

    /** What it is, if a server that opened it does not own it. */
    public static Optional<String> sparedInTree(String executable, List<String> commandLine) {
        return whatItIs(executable, commandLine).filter(it -> it.equals(SHARED_DAEMON) || it.equals(WORKPLACE));
    }

    /** Whether it belongs to a container runtime. */
    public static boolean isContainer(String executable, List<String> commandLine) {
        return whatItIs(executable, commandLine).filter(CONTAINER::equals).isPresent();
    }

    private static Optional<String> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("systemd-")) {
            return Optional.of(SYSTEM);
        }
        return NAMES.entrySet().stream()
                .filter(it -> it.getValue().contains(lower))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Daemons that set their title write {@code sshd: anna [priv]} or {@code postgres: writer}. */
    private static String firstWord(String title) {
        int end = 0;
        while (end < title.length() && title.charAt(end) != ':' && title.charAt(end) != ' ') {
            end++;
        }
        return title.substring(0, end);
    }

    private static boolean forwards(List<String> commandLine) {
        return commandLine.stream().anyMatch(word -> word.matches("-[A-Za-z0-9]*[LRDN].*"));
    }

    private static Optional<String> byArguments(List<String> commandLine) {
        return ARGUMENTS.entrySet().stream()
                .filter(it -> commandLine.stream()
                        .anyMatch(word -> it.getKey().matcher(word).find()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
