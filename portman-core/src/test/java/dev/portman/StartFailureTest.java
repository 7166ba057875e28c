package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portman.model.Allowances;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Fixtures;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails says why, where real programs fail in ways that can be recognised. */
class StartFailureTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Where a class file keeps the version of Java it was compiled for: JVM specification, section 4.1. */
    private static final int MAJOR_VERSION_AT = 7;

    private final Fixtures fixtures = new Fixtures();

    @TempDir
    Path folder;

    private Path project;
    private Portman portman;

    @BeforeEach
    void openPortman() throws IOException {
        project = Files.createDirectory(folder.toRealPath().resolve("project"));
        portman = Portman.open(
                Map.of("PORTMAN_STATE_HOME", folder.resolve("state").toString()), Allowances.NONE, event -> {});
    }

    @AfterEach
    void stopEverything() {
        portman.statusOfAll().forEach(status -> portman.stop(status.key(), Optional.empty()));
        fixtures.close();
    }

    @Test
    void aSecondPortIsInUse() {
        PythonProcess holder = fixtures.python(
                "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()");

        PortmanException failure = failure(server().python("""
                        port = int(sys.argv[1])
                        try:
                            socket.create_server(('127.0.0.1', port))
                        except OSError as e:
                            sys.exit('cannot bind 127.0.0.1:%d: %s' % (port, e.strerror))
                        """, holder.number(0)));

        assertThat(failure.advice())
                .isEqualTo("It could not listen on port " + holder.number(0) + ", which is held by pid " + holder.pid()
                        + " (" + name(holder) + "). Free that port (kill " + holder.number(0)
                        + "), or give the server another one.");
    }

    @Test
    void aServerItNeedsDoesNotRun() {
        ServerSpec database = new SpecBuilder(project, "database")
                .port(FreePort.any())
                .python(PythonServer.PLAIN)
                .build();
        int port = portman.start(database).record().assigned().port();
        String needsIt = """
                try:
                    socket.create_connection(('127.0.0.1', int(sys.argv[1])))
                except OSError as e:
                    sys.exit('connect to 127.0.0.1:%s: %s' % (sys.argv[1], e.strerror))
                sys.exit('dial tcp 127.0.0.1:%s: Connection refused' % sys.argv[1])
                """;

        assertThat(failure(server().python(needsIt, port)).advice())
                .contains("by now somebody listens there", "That is the port of database, which runs.");

        portman.stop(database.key(), Optional.empty());
        assertThat(failure(server().python(needsIt, port)).advice())
                .isEqualTo("It could not reach port " + port
                        + " of this machine, where nobody listens. Start what belongs there first; dependsOn keeps that"
                        + " order.");
    }

    @Test
    void theJavaIsTooOld() throws IOException {
        byte[] ours;
        try (var stream = StartFailureTest.class.getResourceAsStream("StartFailureTest.class")) {
            ours = stream == null ? new byte[0] : stream.readAllBytes();
        }
        // Java 80: whichever runs this test is older.
        ours[MAJOR_VERSION_AT] = 80 + 44;
        Files.write(Files.createDirectories(project.resolve("dev/portman")).resolve("StartFailureTest.class"), ours);

        assertThat(failure(server().argv(List.of(JAVA, "-cp", project.toString(), "dev.portman.StartFailureTest")))
                        .advice())
                .startsWith("It was compiled for Java 80, and the Java that ran it knows classes up to Java ")
                .contains("JAVA_HOME");
    }

    @Test
    void theHeapIsTooSmall() throws IOException {
        Path source = Files.writeString(project.resolve("Hungry.java"), """
                class Hungry {
                    public static void main(String[] args) {
                        var all = new java.util.ArrayList<byte[]>();
                        while (true) all.add(new byte[1 << 20]);
                    }
                }
                """);

        assertThat(failure(server().argv(List.of(JAVA, "-Xmx64m", source.toString())))
                        .advice())
                .startsWith("It ran out of the memory");
    }

    @Test
    void somebodyKillsIt() {
        assertThat(failure(server().python("os.kill(os.getpid(), 9)")).advice()).contains("SIGKILL", "dmesg");
    }

    @Test
    void aModuleOfPythonIsMissing() {
        assertThat(failure(server().python("import no_such_module_of_ours")).advice())
                .startsWith("The Python that ran it has no module no_such_module_of_ours.");
    }

    @Test
    void aPackageOfNodeIsMissing() throws IOException {
        Path node = Needs.tool("node");
        Files.writeString(project.resolve("server.js"), "require('no-such-package-of-ours')");
        Files.writeString(project.resolve("package-lock.json"), "{}");

        assertThat(failure(server().argv(List.of(node.toString(), "server.js"))).advice())
                .isEqualTo("no-such-package-of-ours is not installed for this project. Run npm ci in its folder, then"
                        + " start again.");
    }

    @Test
    void aProgramOfAShellIsMissing() {
        assertThat(failure(server().argv(List.of("/bin/sh", "-c", "no-such-program-of-ours --serve")))
                        .advice())
                .startsWith("The program no-such-program-of-ours was not found.");
    }

    @Test
    void thePortIsKeptForOthers() {
        List<String> command = new ArrayList<>(AsNobody.prefix());
        command.addAll(PythonServer.words("s = socket.socket(); s.bind(('127.0.0.1', int(os.environ['PORT'])))"));
        int port = privilegedPort();

        assertThat(failure(server().port(port).argv(command)).advice())
                .startsWith("Port " + port + " is kept for privileged users");
    }

    /** The cause of a start that took too long comes before the advice for all of them. */
    @Test
    void aServerThatOnlyComplainsIsExplainedToo() {
        PortmanException failure = failure(server().startupTimeout(Duration.ofSeconds(2))
                .python(
                        "print('connect ECONNREFUSED 127.0.0.1:%s' % sys.argv[1], flush=True); wait()",
                        FreePort.any()));

        assertThat(failure.advice().lines()).hasSize(2).first().asString().startsWith("It could not reach port ");
    }

    private PortmanException failure(SpecBuilder spec) {
        return catchThrowableOfType(PortmanException.class, () -> portman.start(spec.build()));
    }

    private SpecBuilder server() {
        return new SpecBuilder(project, "backend").port(FreePort.any());
    }

    private String name(PythonProcess holder) {
        return portman.holders(holder.number(0))
                .visibleHolders()
                .get(0)
                .description()
                .name();
    }

    private static int privilegedPort() {
        return IntStream.rangeClosed(1, 1023)
                .filter(StartFailureTest::isFree)
                .findAny()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
