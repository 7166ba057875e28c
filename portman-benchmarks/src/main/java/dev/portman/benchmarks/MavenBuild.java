package dev.portman.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A build that starts a server before its integration test, which is any command, and stops it afterwards: one way to do so each. */
enum MavenBuild {
    PORTMAN("`portman:start`, `portman:stop`", "portman.xml"),
    PROCESS_EXEC("process-exec-maven-plugin", "process-exec.xml"),
    EXEC_ASYNC("exec-maven-plugin, async", "exec-async.xml");

    private final String words;
    private final String pom;

    MavenBuild(String words, String pom) {
        this.words = words;
        this.pom = pom;
    }

    String words() {
        return words;
    }

    /** The build around {@code command}, in a folder of its own for each stamp. */
    List<String> command(Place place, int port, Stamp opened, String command) throws IOException {
        Path folder = place.fresh(opened.file().getFileName() + "-build");
        try (InputStream in = Objects.requireNonNull(MavenBuild.class.getResourceAsStream(pom))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("SERVER", place.program("server"))
                    .replace("OPENED", opened.file().toString())
                    .replace("PORT", Integer.toString(port))
                    .replace("TEST", command.split(" ", -1)[0])
                    .replace("ARGUMENT", command.contains(" ") ? command.split(" ", -1)[1] : "0");
            Files.writeString(folder.resolve("pom.xml"), text);
        }
        return List.of("mvn", "-B", "-ntp", "-o", "-q", "-f", folder.toString(), "verify");
    }

    /** Lets Maven fetch what it does not have yet, so that all others can do without a network. */
    static void fetch(Place place) throws IOException, InterruptedException {
        for (MavenBuild each : values()) {
            List<String> command =
                    new ArrayList<>(each.command(place, Fixture.freePort(), Stamp.fresh(place, "opened-1"), "true"));
            command.remove("-o");
            place.run(command).succeeded();
        }
    }
}
