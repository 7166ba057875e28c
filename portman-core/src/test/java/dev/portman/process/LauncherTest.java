package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerFailedException;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launched server finds itself in. */
class LauncherTest {

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final List<LaunchedServer> servers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endFixtures() {
        servers.forEach(LaunchedServer::close);
    }

    @Test
    void aServerLeadsItsOwnSession() {
        LaunchedServer server = launch("say('session', os.getsid(0), os.getpgid(0), os.getpid()); wait()");
        String pid = Long.toString(server.pid());

        assertThat(server.awaitLine("session")).containsExactly(pid, pid, pid);
        assertThat(server.awaitLine("session"))
                .doesNotContain(Long.toString(
                        table.row(ProcessHandle.current().pid()).orElseThrow().session()));
    }

    @Test
    void itsIdentityIsKnownWhenTheLaunchReturns() {
        LaunchedServer server = launch(PythonServer.SILENT);

        assertThat(table.row(server.pid()).orElseThrow().session()).isEqualTo(server.pid());
        assertThat(table.identity(server.pid())).contains(server.identity());
        assertThat(server.identity().pid()).isEqualTo(server.process().pid());
        assertThat(table.cookie(server.pid())).contains(server.record().cookie());
    }

    @Test
    void itsInputIsEmptyAndItsOutputIsTheLog() {
        LaunchedServer server = launch("""
                say('in', os.readlink('/proc/self/fd/0'), len(sys.stdin.read()))
                say('out', os.readlink('/proc/self/fd/1'))
                say('err', os.readlink('/proc/self/fd/2'))
                sys.stderr.write('complaint\\n'); sys.stderr.flush(); wait()
                """);

        assertThat(server.awaitLine("in")).containsExactly("/dev/null", "0");
        assertThat(server.awaitLine("out"))
                .containsExactly(server.record().logFile().toString());
        assertThat(server.awaitLine("err"))
                .containsExactly(server.record().logFile().toString());
        assertThat(server.awaitLine("complaint")).isEmpty();
    }

    @Test
    void itsOutputIsAppended() throws IOException {
        LaunchedServer server = launch("say('first'); time.sleep(0.1)\nwhile True: say('more'); time.sleep(0.01)");
        server.awaitLine("more");

        Files.writeString(server.record().logFile(), "", StandardOpenOption.TRUNCATE_EXISTING);

        await().untilAsserted(
                        () -> assertThat(Files.readAllBytes(server.record().logFile()))
                                .as("a log that was cut short does not get a hole of zero bytes")
                                .startsWith("more".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itInheritsNoOpenFiles() throws IOException {
        Path open = Files.createFile(folder.resolve("open"));
        try (var first = Files.newInputStream(open);
                var second = Files.newByteChannel(open, StandardOpenOption.WRITE)) {
            assertThat(second.isOpen() && first.available() == 0).isTrue();
            LaunchedServer server = launch("say('fds', *sorted(os.listdir('/proc/self/fd'))); wait()");

            assertThat(server.awaitLine("fds"))
                    .as("the fourth is the one that lists")
                    .containsExactly("0", "1", "2", "3");
        }
    }

    @Test
    void itSeesItsPortItsCookieItsOwnVariablesAndOurs() {
        LaunchedServer server = launch(new SpecBuilder(folder, "server")
                .environment(Map.of("GREETING", "a b'c\"d é", "HOME", "/nowhere"))
                .python("""
                        for name in ('PORT', 'PORTMAN_ID', 'GREETING', 'HOME', 'PATH'):
                            say(name, os.environb[name.encode()].hex())
                        wait()
                        """));

        assertThat(value(server, "PORT")).isEqualTo(Integer.toString(server.port()));
        assertThat(value(server, "PORTMAN_ID")).isEqualTo(server.record().cookie());
        assertThat(value(server, "GREETING")).isEqualTo("a b'c\"d é");
        assertThat(value(server, "HOME")).isEqualTo("/nowhere");
        assertThat(value(server, "PATH")).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void nobodyCanTakeTheCookieFromIt() {
        LaunchedServer server = launch(new SpecBuilder(folder, "server")
                .environment(Map.of(ProcessTable.COOKIE_VARIABLE, "forged"))
                .python(PythonServer.SILENT));

        assertThat(table.cookie(server.pid())).contains(server.record().cookie());
    }

    @Test
    void itsOwnVariablesBeatThosePublishedForIt() {
        LaunchedServer server = launch(new SpecBuilder(folder, "server")
                .environment(Map.of("PORT", "0"))
                .python("say('PORT', os.environb[b'PORT'].hex()); wait()"));

        assertThat(value(server, "PORT")).isEqualTo("0");
    }

    @Test
    void itsArgumentsReachItToTheLetter() {
        List<String> arguments = List.of(
                "a b",
                "",
                "'",
                "\"",
                "$(touch pwned)",
                "`id`",
                "; rm x",
                "&& x",
                "*",
                "~",
                "\\",
                "%0a",
                "$HOME",
                "é 空 🙂",
                "two\nlines",
                "-rf");
        LaunchedServer server = launch(
                "say('args', *[a.encode('utf-8', 'surrogateescape').hex() or '-' for a in sys.argv[1:]]); wait()",
                arguments.toArray());

        List<String> seen =
                server.awaitLine("args").stream().map(LauncherTest::decoded).toList();

        assertThat(seen).isEqualTo(arguments);
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void itRunsInItsFolder() throws IOException {
        Path own = Files.createDirectories(folder.resolve("a b'c\"d $x"));
        LaunchedServer server = launch(new SpecBuilder(own, "server").python("say('cwd', os.getcwdb().hex()); wait()"));

        assertThat(decoded(server.awaitLine("cwd").get(0)))
                .isEqualTo(own.toRealPath().toString());
    }

    @Test
    void aProgramIsFoundInItsFolderAndOnItsOwnPath() throws IOException {
        script("run.sh");
        for (List<String> argv :
                List.of(List.of("./run.sh"), List.of(folder.resolve("run.sh").toString()))) {
            assertThat(launch(new SpecBuilder(folder, "server").argv(argv)).awaitLine("hello"))
                    .isEmpty();
        }
        assertThat(launch(new SpecBuilder(folder, "server")
                                .environment(Map.of("PATH", folder + ":" + System.getenv("PATH")))
                                .argv(List.of("run.sh")))
                        .awaitLine("hello"))
                .isEmpty();
    }

    @Test
    void itsExitCodeIsKnown() throws InterruptedException {
        assertThat(launch("sys.exit(7)").process().waitFor()).isEqualTo(7);
        assertThat(launch("os.kill(os.getpid(), 9)").process().waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void aCommandThatDoesNotExistIsRefused() {
        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of("portman-no-such-program")),
                "command 'portman-no-such-program' was not found on the PATH: " + System.getenv("PATH") + ".");
        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of("./no-such-program")),
                "command './no-such-program' does not exist (looked for " + folder.resolve("./no-such-program") + ").");
    }

    @Test
    void aCommandThatMayNotBeExecutedIsRefused() throws IOException {
        Path plain = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\necho hello\n");

        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of(plain.toString())),
                "command '" + plain + "' may not be executed: run chmod +x " + plain + ", or name its interpreter.");
        assertRefused(
                new SpecBuilder(folder, "server")
                        .argv(List.of("run.sh"))
                        .environment(Map.of("PATH", folder.toString())),
                "command 'run.sh' may not be executed: run chmod +x " + plain + ", or name its interpreter.");
    }

    @Test
    void aFolderIsNoProgram() {
        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of(folder.toString())),
                "command '" + folder + "' is a folder, not a program (" + folder + ").");
    }

    @Test
    void aPathThatABlankHasCutIsTold() throws IOException {
        Files.createDirectories(folder.resolve("my/folder"));
        Files.createDirectory(folder.resolve("my app"));
        script("my app/run.sh");

        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of(folder + "/my", "app/run.sh", "8000")),
                "command '" + folder + "/my' ends at a blank; put quotes around the path '" + folder
                        + "/my app/run.sh'.");
        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of("my", "app/run.sh")),
                "command 'my' ends at a blank; put quotes around the path 'my app/run.sh'.");
    }

    @Test
    void argumentsThatAreTooLongTogetherAreToldWithAWayOut() {
        List<String> argv = new ArrayList<>(List.of("true"));
        argv.addAll(Collections.nCopies(64, "x".repeat(130_000)));

        assertThatThrownBy(() -> launch(new SpecBuilder(folder, "server").argv(argv)))
                .isInstanceOfSatisfying(
                        ServerFailedException.class, e -> assertThat(e.advice()).contains("@FILE"))
                .hasMessageContaining("error=7");
    }

    @Test
    void aMissingWorkingDirectoryIsRefused() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> CommandLookup.check(new SpecBuilder(missing, "server")
                        .python(PythonServer.SILENT)
                        .build()
                        .command()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("workingDirectory '" + missing + "' is not an existing folder.");
    }

    @Test
    void anEmptyEntryOfThePathIsNotTheWorkingDirectory() throws IOException {
        script("run.sh");
        String path = "::" + Files.createDirectory(folder.resolve("empty"));

        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of("run.sh")).environment(Map.of("PATH", path)),
                "command 'run.sh' was not found on the PATH: " + path + ".");
    }

    @Test
    void aProgramThatWasMistypedIsSuggested() throws IOException {
        script("run.sh");
        String path = folder.resolve("missing") + ":" + folder;

        assertRefused(
                new SpecBuilder(folder, "server").argv(List.of("runs.h")).environment(Map.of("PATH", path)),
                "command 'runs.h' was not found on the PATH (did you mean run.sh?): " + path + ".");
    }

    @Test
    void theExecutableOneOfSeveralOnThePathIsTaken() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first"));
        Files.writeString(first.resolve("run.sh"), "not executable");
        script("run.sh");

        assertThat(CommandLookup.check(new SpecBuilder(folder, "server")
                        .argv(List.of("run.sh"))
                        .environment(Map.of("PATH", first + "::" + folder))
                        .build()
                        .command()))
                .isEqualTo(folder.resolve("run.sh"));
    }

    private void assertRefused(SpecBuilder spec, String message) {
        assertThatThrownBy(() -> launch(spec))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    private void script(String name) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\necho hello\nexec sleep 60\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private LaunchedServer launch(String code, Object... arguments) {
        return launch(new SpecBuilder(folder, "server").python(code, arguments));
    }

    private LaunchedServer launch(SpecBuilder spec) {
        LaunchedServer server = LaunchedServer.launch(spec.build());
        servers.add(server);
        return server;
    }

    private static String value(LaunchedServer server, String name) {
        return decoded(server.awaitLine(name).get(0));
    }

    private static String decoded(String hex) {
        return hex.equals("-") ? "" : new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
