package dev.portman.faults;

import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Servers that put themselves into the background: of the packages that README names, and what is odder than these. */
enum Daemon {
    NGINX("nginx", 100),
    NGINX_FORKS("nginx, with forks", 10),
    NGINX_WITHOUT_ROOT("nginx, without root", 100),
    REDIS("redis", 100),
    MEMCACHED("memcached", 10),
    LIGHTTPD("lighttpd", 10),
    HAPROXY("haproxy", 10),
    GUNICORN("gunicorn", 100),
    APACHE("apache", 10),
    POSTGRES("postgres", 10),
    FORKS_TWICE("one that forks twice and clears all", 100),
    FORTY_END("one with forty that end while they are looked at", 50),
    FIRST_ENDS("one whose first process ends at once", 100),
    PID_FILE_LIES("one whose pid file names a stranger", 50);

    /** Those that are tried in all scenarios. */
    static final List<Daemon> ORDINARY = List.copyOf(EnumSet.range(NGINX, FORKS_TWICE));

    private static final int OFTEN = 50;

    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");

    private final String title;
    private final int trials;

    Daemon(String title, int trials) {
        this.title = title;
        this.trials = trials;
    }

    /** As in the report. */
    String title() {
        return title;
    }

    /** How often each scenario is tried in a full run. */
    int trials() {
        return trials;
    }

    /** Whether it is one of those that tell most. */
    boolean isTriedOften() {
        return trials >= OFTEN;
    }

    /** What its log says when its port is taken; empty where it says nothing. */
    String taken() {
        return recipe().taken();
    }

    /** Whether its description promises that its first process ends with 0. */
    boolean forks() {
        return this == NGINX_FORKS;
    }

    /** Whether portman and all that it starts belong to an unprivileged user. */
    boolean isWithoutRoot() {
        return this == NGINX_WITHOUT_ROOT;
    }

    /** Whether only the mark tells where it comes from: it has no environment any more. */
    boolean isBare() {
        return this == FORKS_TWICE;
    }

    /** What has to be run before it can be started for the first time; empty for most. */
    List<String> preparation(Path home) {
        return this == POSTGRES
                ? List.of(
                        Needs.tool("setpriv").toString(),
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        postgres().resolve("initdb").toString(),
                        "--pgdata=" + home,
                        "--username=test",
                        "--auth=trust",
                        "--locale=C",
                        "--no-sync")
                : List.of();
    }

    /** Writes what it reads when it is to be on {@code port} of a project, listens on {@code listen}, and ends after {@code life} seconds if it is ours. */
    void configure(Path project, int port, int listen, int life) throws IOException {
        Path dir = folder(project, port);
        Files.createDirectories(dir);
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Map.Entry<String, String> file : recipe().files().entrySet()) {
            String text = file.getValue()
                    .replace("{dir}", dir.toString())
                    .replace("{listen}", Integer.toString(listen))
                    .replace("{life}", Integer.toString(life));
            Files.writeString(dir.resolve(file.getKey()), text);
        }
    }

    /**
     * The words of its command.
     *
     * @param port its port, or the placeholder for it
     * @param listen the port that it listens on, or the placeholder for it
     */
    List<String> command(Path project, Path home, String port, String listen, int life) {
        List<String> words = new ArrayList<>();
        for (String word : recipe().argv()) {
            words.add(word.replace("{dir}", project.resolve(port).toString())
                    .replace("{home}", home.toString())
                    .replace("{listen}", listen)
                    .replace("{life}", Integer.toString(life))
                    .replace("{postgres}", this == POSTGRES ? postgres().toString() : ""));
        }
        words.set(0, program().toString());
        return words;
    }

    /** The pid of its first process of the background, by its own word. */
    Path pidFile(Path project, int port) {
        return folder(project, port).resolve(this == PID_FILE_LIES ? "true.pid" : "daemon.pid");
    }

    /** What it writes itself, if it does. */
    Path log(Path project, int port) {
        return folder(project, port).resolve("daemon.log");
    }

    /** The program that its command begins with; skips the test where that is not installed. */
    private Path program() {
        return Needs.tool(recipe().argv().get(0));
    }

    private DaemonRecipe recipe() {
        return switch (this) {
            case NGINX, NGINX_FORKS -> DaemonRecipe.nginx();
            case NGINX_WITHOUT_ROOT -> DaemonRecipe.nginxWithoutRoot();
            case REDIS -> DaemonRecipe.redis();
            case MEMCACHED -> DaemonRecipe.memcached();
            case LIGHTTPD -> DaemonRecipe.lighttpd();
            case HAPROXY -> DaemonRecipe.haproxy();
            case GUNICORN -> DaemonRecipe.gunicorn();
            case APACHE -> DaemonRecipe.apache();
            case POSTGRES -> DaemonRecipe.postgres();
            case FORKS_TWICE -> ProgramRecipe.forksTwice();
            case FORTY_END -> ProgramRecipe.fortyEndMeanwhile();
            case FIRST_ENDS -> ProgramRecipe.firstProcessEndsAtOnce();
            case PID_FILE_LIES -> ProgramRecipe.pidFileLies();
        };
    }

    private static Path folder(Path project, int port) {
        return project.resolve(Integer.toString(port));
    }

    /** Debian has a folder for each version, and links to none. */
    private static Path postgres() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(POSTGRES_VERSIONS)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(POSTGRES_VERSIONS)) {
                versions.forEach(it -> found.add(it.resolve("bin")));
            } catch (IOException unreadable) {
                found.clear();
            }
        }
        found.removeIf(it -> !Files.isExecutable(it.resolve("pg_ctl")));
        Needs.that(!found.isEmpty(), "PostgreSQL below " + POSTGRES_VERSIONS);
        return found.get(0);
    }
}
