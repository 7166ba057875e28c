package dev.portman.cli;

import dev.portman.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a command of the jar, and has the JVM prepare it. */
@Command(
        name = "install",
        description = {
            "Writes the command portman into DIR, and has this Java prepare status -o json, kill and stop in files beside the jar, so",
            "that they start in little more than the time of an empty program. Without a DIR it only prepares.",
            "To be run again when the jar or Java is a new one; until then the calls are slower, and as right as ever."
        },
        footer = {"", "Examples:", "  java -jar portman.jar install ~/.local/bin", "  portman install"})
final class InstallVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A folder of your PATH.")
    Path folder = Path.of("");

    InstallVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = top.screen();
        FastStart fast = FastStart.ofThisRun();
        boolean only = folder.toString().isEmpty();
        if (!only && !Files.isDirectory(folder)) {
            throw new InvalidInputException("DIR", folder.toString(), "must be an existing folder");
        }
        try {
            fast.prepare();
            screen.result("Prepared status -o json, kill and stop of " + fast.jar() + " for " + fast.java() + ".");
            if (!only) {
                screen.result("Wrote " + command(fast) + ".");
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            screen.error("status -o json, kill and stop could not be prepared: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private Path command(FastStart fast) throws IOException {
        Path command = folder.resolve("portman");
        try (InputStream in = Objects.requireNonNull(
                InstallVerb.class.getResourceAsStream("portman.sh"), "the script is in the jar")) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@JAR@", shell(fast.jar()))
                    .replace("@JAVA@", shell(fast.java()))
                    .replace("@STATUS@", shell(fast.options()))
                    .replace("@KILL@", shell(fast.optionsOfKill()));
            // By a rename: a shell reads the script that it runs bit by bit.
            Path fresh = Files.createTempFile(folder, ".portman-", ".tmp");
            try {
                Files.writeString(fresh, script);
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(fresh, command, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        return command;
    }

    /** Literal for a shell, whatever it holds. */
    private static String shell(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
