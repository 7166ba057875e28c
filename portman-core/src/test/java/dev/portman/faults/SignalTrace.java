package dev.portman.faults;

import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every signal that a command and its children try to send, also those that the system refuses: by strace(1). */
record SignalTrace(Path file) {

    /** What to put in front of the command. */
    List<String> prefix() {
        return List.of(
                Needs.tool("strace").toString(),
                "-f",
                "-qq",
                "-o",
                file.toString(),
                "-e",
                "trace=kill,tkill,tgkill,pidfd_send_signal",
                "-e",
                "signal=none");
    }

    /** The attempts, one line each. */
    List<String> attempts() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("kill(") || line.contains("pidfd_send_signal("))
                // Signal 0 is a question; the JVM asks it about the owners of old files of its own.
                .filter(line -> !line.contains(", 0)"))
                .toList();
    }

    /** The attempts to signal {@code pid}. */
    List<String> towards(long pid) throws IOException {
        return attempts().stream()
                .filter(line -> line.contains("kill(" + pid + ","))
                .toList();
    }
}
