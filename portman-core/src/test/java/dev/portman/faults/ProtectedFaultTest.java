package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holders that other work counts on: protected by what they are, or since they are the server of another project. */
@Tag("faults")
class ProtectedFaultTest {

    /** By the file that runs. */
    private static final List<String> FILES = List.of(
            "sshd",
            "systemd",
            "systemd-resolved",
            "dockerd",
            "docker-proxy",
            "containerd",
            "containerd-shim-runc-v2",
            "conmon",
            "podman",
            "rootlessport",
            "slirp4netns",
            "pasta",
            "kubelet",
            "postgres",
            "mysqld",
            "redis-server",
            "mongod",
            "idea",
            "code",
            "gitlab-runner",
            "Runner.Listener",
            "chrome",
            "adb");

    /** By what they call themselves, which may be a lie and still adds a refusal. */
    private static final List<String> CLAIMS = List.of("sshd: anna [priv]", "postgres: writer", "/usr/sbin/dockerd");

    /** By what they were told to run. */
    private static final List<String> ARGUMENTS =
            List.of("/opt/agent/remoting.jar", "org.gradle.launcher.daemon.bootstrap.GradleDaemon", "hudson.remoting");

    private static final String LISTENS =
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()";

    @TempDir
    Path folder;

    @Test
    void whatIsProtectedByItsNameIsLeftAlone() throws IOException {
        Row row = Row.of(
                "F20",
                "`kill` of a port whose holder is " + FILES.size()
                        + " protected programs by its file, whatever its argv says, and " + CLAIMS.size()
                        + " by its title, "
                        + ARGUMENTS.size() + " by its arguments",
                "wrong kills");
        Portman portman = Place.in(folder).portman(event -> {});
        try (PythonProcess ordinary = PythonProcess.start(LISTENS)) {
            Canary canary = Canary.of(ordinary.pid());
            portman.kill(ordinary.number(0), folder);
            row.broken("the name is an ordinary one", canary.isHarmed());
        }
        for (int i = 0; i < Trials.of(1, 10); i++) {
            for (String file : FILES) {
                refused(row, portman, file, named(folder.resolve(file), "python3"));
            }
            for (String claim : CLAIMS) {
                refused(row, portman, claim, named(Needs.tool("python3"), claim));
            }
            for (String argument : ARGUMENTS) {
                refused(row, portman, argument, List.of(), argument);
            }
        }
        row.end();
    }

    @Test
    void theServerOfAnotherProjectIsLeftAlone() throws IOException {
        Row row = Row.of(
                "F25",
                "`kill` and start with policy evict in one project, on a port where the server of another one runs",
                "servers stopped under use");
        Place theirs = Place.in(folder);
        Place ours =
                new Place(theirs.state(), Files.createDirectory(theirs.project().resolveSibling("ours")));
        Portman portman = ours.portman(event -> {});
        try (Marked marked = Marked.fresh()) {
            ServerSpec used = theirs.server("shared")
                    .port(FreePort.any())
                    .python(PythonServer.PLAIN, marked.word())
                    .build();
            int port = portman.start(used).record().assigned().port();
            Canary server = Canary.of(marked.processes().get(0).pid());
            for (int i = 0; i < Trials.of(10, 160); i++) {
                String answer = answer(portman, port, ours.project());
                row.trial(server.isHarmed() || !answer.contains("shared"), answer);
            }
            for (int i = 0; i < Trials.of(2, 40); i++) {
                ServerSpec wants = ours.server("shared")
                        .port(port)
                        .fallback(FreePort.any())
                        .onConflict(OnConflict.EVICT)
                        .python(PythonServer.PLAIN)
                        .build();
                int other = portman.start(wants).record().assigned().port();
                portman.stop(wants.key(), Optional.empty());
                row.trial(server.isHarmed() || other == port, "port " + other);
            }
            portman.kill(port, theirs.project());
            row.broken("the call comes from the server's own project", server.isHarmed());
        }
        row.end();
    }

    private static void refused(Row row, Portman portman, String what, List<String> prefix, Object... arguments) {
        try (PythonProcess holder = PythonProcess.start(prefix, Map.of(), LISTENS, arguments)) {
            Canary canary = Canary.of(holder.pid());
            String answer = answer(portman, holder.number(0), Path.of("/"));
            row.trial(canary.isHarmed() || !answer.startsWith("refused"), what + ": " + answer);
        }
    }

    /** Runs what follows, which is Python, as {@code file}, with {@code title} for its first word. */
    private List<String> named(Path file, String title) throws IOException {
        if (!Files.exists(file)) {
            Files.copy(Needs.tool("python3").toRealPath(), file);
        }
        return List.of(
                "/usr/bin/python3",
                "-c",
                "import os, sys; os.execv(sys.argv[1], [sys.argv[2]] + sys.argv[4:])",
                file.toString(),
                title);
    }

    private static String answer(Portman portman, int port, Path from) {
        try {
            return "killed " + portman.kill(port, from).killed();
        } catch (RefusedException refused) {
            return "refused: " + refused.getMessage();
        } catch (PortmanException other) {
            return String.valueOf(other.getMessage());
        }
    }
}
