package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the system that somebody else has put in front of the real ones. */
@Tag("faults")
class ToolFaultTest {

    private static final List<String> TOOLS = List.of(
            "lsof",
            "ss",
            "fuser",
            "netstat",
            "ps",
            "pgrep",
            "pkill",
            "kill",
            "sh",
            "bash",
            "setsid",
            "nohup",
            "env",
            "cat",
            "sleep",
            "java",
            "id",
            "stat",
            "ip",
            "uname",
            "hostname",
            "getent");

    @TempDir
    Path folder;

    @Test
    void noToolOfThePathIsRun() throws Exception {
        Row row = Row.of(
                "F44",
                "PATH begins with a folder of " + TOOLS.size()
                        + " planted tools, among them lsof, ss, fuser, ps, kill, sh and java: `kill`, a start that evicts, status, stop, and the end of a build by its guardian",
                "trials in which one was run, or acts that fail");
        Path ran = folder.resolve("ran");
        String env = Needs.tool("env").toString();
        String path = "PATH=" + plant(ran) + ":" + System.getenv("PATH");
        for (int i = 0; i < Trials.of(2, 20); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh();
                    PythonProcess killed = server();
                    PythonProcess evicted = server()) {
                String answers;
                try (ActorJvm actor = ActorJvm.start(place, env, path)) {
                    answers = String.join(
                            ", ",
                            actor.ask("kill " + killed.number(0)),
                            actor.ask("start server " + evicted.number(0) + " EVICT " + marked.word()),
                            actor.ask("status"),
                            actor.ask("stop server"),
                            actor.ask("build built " + FreePort.any() + " " + marked.word()));
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> marked.processes().isEmpty());
                boolean done = answers.matches(
                        "killed \\d+, started \\d+, status \\[RUNNING], stopped GRACEFUL, started \\d+");
                row.trial(Files.exists(ran) || !done, answers);
            }
        }
        new ProcessBuilder(env, path, "lsof", "-t", "-i", ":1").start().waitFor();
        row.broken("lsof of the PATH is asked", Files.exists(ran));
        row.end();
    }

    /** Each notes that it was run. */
    private Path plant(Path ran) throws IOException {
        Path planted = Files.createDirectory(folder.resolve("planted"));
        for (String name : TOOLS) {
            Path tool = Files.writeString(planted.resolve(name), "#!/bin/sh\necho \"$0 $*\" >> " + ran + "\n");
            Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        }
        return planted;
    }

    private static PythonProcess server() {
        return PythonProcess.start(
                "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); ready(s.getsockname()[1]); wait()");
    }
}
