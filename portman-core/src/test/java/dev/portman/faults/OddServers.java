package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Servers that end with their JVM, are never ready, or fill the disk: what an {@link Actor} starts besides ordinary ones.
 *
 * @param state the state folder
 * @param project where they are described and run
 * @param portman starts them
 */
record OddServers(Path state, Path project, Portman portman) {

    /** {@code build NAME PORT MARK [POLICY]}: it ends with this JVM. */
    String build(String[] words) {
        return started(new SpecBuilder(project, words[1])
                .port(Integer.parseInt(words[2]))
                .lifetime(Lifetime.BUILD)
                .onConflict(words.length > 4 ? OnConflict.valueOf(words[4]) : OnConflict.FAIL)
                .python(PythonServer.PLAIN, words[3]));
    }

    /** {@code silent NAME MARK}: it is never ready; says {@code up} when it is launched. */
    String silent(String[] words) {
        Portman tells = Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, event -> {
            if (event instanceof ProgressEvent.Launched) {
                System.out.println("up");
            }
        });
        return "started "
                + tells.start(new SpecBuilder(project, words[1])
                        .python(PythonServer.SILENT, words[2])
                        .build());
    }

    /** {@code never NAME LIMIT MARK}: it is not ready in time; says how that was told, and after how many nanoseconds. */
    String never(String[] words) {
        long begun = System.nanoTime();
        String answer = "started";
        try {
            portman.start(new SpecBuilder(project, words[1])
                    .startupTimeout(Duration.ofMillis(Long.parseLong(words[2])))
                    .python(PythonServer.SILENT, words[3])
                    .build());
        } catch (PortmanException told) {
            answer = told.getClass().getSimpleName();
        }
        return answer + " " + (System.nanoTime() - begun);
    }

    /** {@code kept NAME MARK}: Jenkins does not kill it at the end of its build. */
    String kept(String[] words) {
        return started(new SpecBuilder(project, words[1])
                .environment(Map.of("BUILD_ID", "dontKillMe", "JENKINS_NODE_COOKIE", "dontKillMe"))
                .python(PythonServer.PLAIN, words[2]));
    }

    /** {@code chatty NAME MARK}: it writes 1 MiB to its output and as much to its errors before it listens. */
    String chatty(String[] words) {
        String chats = """
                for descriptor in (1, 2):
                    for line in range(1024): os.write(descriptor, b'x' * 1023 + b'\\n')
                serve(listen())
                """;
        return started(new SpecBuilder(project, words[1]).python(chats, words[2]));
    }

    /** {@code flood NAME MARK}: it listens and has filled the disk with its log. */
    String flood(String[] words) {
        String floods = """
                s = listen()
                while not os.path.exists('flood'): time.sleep(.005)
                for size in (65536, 4096, 64, 1):
                    try:
                        while True: os.write(1, b'x' * (size - 1) + b'\\n')
                    except OSError: pass
                serve(s)
                """;
        String started = "started "
                + portman.start(new SpecBuilder(project, words[1])
                        .python(floods, words[2])
                        .build());
        if (!mark("flood")) {
            return "nothing can be created";
        }
        while (state.toFile().getUsableSpace() > 0) {
            Thread.onSpinWait();
        }
        return started;
    }

    private String started(SpecBuilder server) {
        return "started " + portman.start(server.build()).record().assigned().port();
    }

    private boolean mark(String name) {
        try {
            return project.resolve(name).toFile().createNewFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String clean() {
        File[] logs = project.resolve("logs").toFile().listFiles();
        boolean all = logs != null && project.resolve("flood").toFile().delete();
        for (File each : all ? logs : new File[0]) {
            all &= each.delete();
        }
        return all ? "cleaned" : "not cleaned";
    }
}
