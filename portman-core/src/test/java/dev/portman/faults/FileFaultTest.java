package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StateFolderException;
import dev.portman.report.Sentences;
import dev.portman.report.StatusJson;
import dev.portman.testing.AsNobody;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, by whom it can be read, and what is done when it cannot be written at all. */
@Tag("faults")
class FileFaultTest {

    private static final List<String> INJECTIONS = List.of(
            "; touch %s",
            "$(touch %s)",
            "`touch %s`",
            "&& touch %s",
            "| touch %s",
            "\n touch %s\n",
            "'; touch %s; '",
            "\"; touch %s; \"",
            "%%0atouch %s",
            "\\\n;touch %s",
            "${IFS}touch %s",
            "$'\\n'touch %s",
            "é\u202e; touch %s",
            "-c 'touch %s'");

    @TempDir
    Path folder;

    @Test
    void nothingIsStartedWhereNothingCanBeRemembered() throws IOException {
        Needs.root();
        Row row = Row.of(
                "F104",
                "the state folder is a file, below a file, another user's, writable by others, replaceable by anybody, or a link to nowhere",
                "servers started without a record");
        for (int i = 0; i < Trials.of(1, 10); i++) {
            Path trial = Files.createTempDirectory(folder.toRealPath(), "trial");
            Path file = Files.createFile(trial.resolve("file"));
            Path foreign = Files.createDirectory(trial.resolve("foreign"));
            Files.setAttribute(foreign, "unix:uid", AsNobody.UID);
            Path open = Files.createDirectory(trial.resolve("open"));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path link = Files.createSymbolicLink(trial.resolve("link"), Path.of("/proc/nowhere"));
            for (Path state : List.of(
                    file, file.resolve("below"), foreign, open, open.resolve("below"), link, Path.of("/proc/x"))) {
                refused(row, new Place(state, trial));
            }
        }
        row.broken("the state folder is a good one", startsIn(Place.in(folder)));
        row.end();
    }

    @Test
    void nobodyElseMayReadWhatIsWritten() throws Exception {
        Row row = Row.of(
                "F110",
                "start, reserve, status, stop under umask 000",
                "files or folders with a bit for group or others");
        Path careless = Files.createDirectory(folder.resolve("careless"));
        new ProcessBuilder("/bin/sh", "-c", "umask 000; echo >" + careless.resolve("file"))
                .start()
                .waitFor();
        row.broken("modes are left to the umask", !openFiles(careless).isEmpty());
        for (int i = 0; i < Trials.of(1, 20); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh();
                    ActorJvm actor = ActorJvm.start(place, "/bin/sh", "-c", "umask 000; exec \"$@\"", "sh")) {
                assertThat(actor.ask("start server 0 EVICT " + marked.word())).startsWith("started");
                assertThat(actor.ask("reserve 2")).startsWith("reserved");
                List<String> open = openFiles(place.state());
                open.addAll(openFiles(place.project().resolve("logs")));
                actor.ask("stop server");
                open.addAll(openFiles(place.state()));
                row.trial(!open.isEmpty(), open.toString());
            }
        }
        row.end();
    }

    @Test
    void noSecretIsWrittenOrSaid() throws IOException {
        Row row = Row.of(
                "F111",
                "marked secrets in the environment of the server, in its argv, and in what it logs before it fails",
                "secrets found in a file or a message");
        for (int i = 0; i < Trials.of(1, 10); i++) {
            Place place = Place.in(folder);
            String mark = "S3CRET" + UUID.randomUUID().toString().replace("-", "");
            List<String> said = new ArrayList<>();
            Portman portman = place.portman(event -> said.addAll(Sentences.of(event)));
            Map<String, String> environment =
                    Map.of("DB_PASSWORD", mark + 1, "API_TOKEN", mark + 2, "AWS_SECRET_ACCESS_KEY", mark + 3);
            try (Marked marked = Marked.fresh()) {
                ServerSpec runs = place.server("runs")
                        .port(FreePort.any())
                        .environment(environment)
                        .python(
                                PythonServer.PLAIN,
                                marked.word(),
                                "--password=" + mark + 4,
                                "http://user:" + mark + 5 + "@localhost/")
                        .build();
                portman.start(runs);
                portman.status(place.project()).forEach(status -> said.add(StatusJson.one(status)));
                said.addAll(contents(place));
                said.add(message(() -> portman.start(place.server("other")
                        .port(runs.port().preferred())
                        .onConflict(OnConflict.FAIL)
                        .build())));
                portman.stop(runs.key(), Optional.empty());
                said.add(message(() -> portman.start(place.server("fails")
                        .environment(environment)
                        .python("say('password=' + os.environ['DB_PASSWORD'], os.environ['API_TOKEN'], 'http://user:"
                                + mark + "5@localhost/'); sys.exit(7)")
                        .build())));
                said.addAll(contents(place));
            }
            Map<Integer, Boolean> found = new LinkedHashMap<>();
            for (int secret = 1; secret <= 5; secret++) {
                String each = mark + secret;
                found.put(secret, said.stream().anyMatch(it -> it.contains(each)));
            }
            found.forEach((secret, leaked) -> row.trial(
                    leaked,
                    "secret " + secret + " in "
                            + said.stream()
                                    .filter(it -> it.contains(mark + secret))
                                    .toList()));
        }
        Place careless = Place.in(folder);
        Files.writeString(
                careless.state().resolve("dump.json"),
                Map.of("DB_PASSWORD", "S3CRET").toString());
        row.broken(
                "the environment is written down", contents(careless).stream().anyMatch(it -> it.contains("S3CRET")));
        row.end();
    }

    @Test
    void wordsAreWords() throws IOException {
        Row row = Row.of(
                "F112",
                INJECTIONS.size() + " strings that a shell would run, as argument, value, name and folder of a server",
                "commands run");
        for (String each : INJECTIONS) {
            Place place = Place.in(folder);
            Path canary = folder.toRealPath().resolve("canary");
            String bad = String.format(each, canary);
            Portman portman = place.portman(event -> {});
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = place.server("server")
                        .port(FreePort.any())
                        .environment(Map.of("VALUE", bad))
                        .python(PythonServer.PLAIN, marked.word(), bad)
                        .build();
                portman.start(spec);
                portman.stop(spec.key(), Optional.empty());
                Path odd = Files.createDirectory(place.project().resolve(bad.replace('/', '_')));
                ServerSpec elsewhere = new Place(place.state(), odd)
                        .server("server")
                        .python(PythonServer.PLAIN, marked.word())
                        .build();
                portman.start(elsewhere);
                portman.stop(elsewhere.key(), Optional.empty());
                message(() ->
                        portman.start(place.server("server").argv(List.of(bad)).build()));
            }
            row.trial(Files.exists(canary), bad);
        }
        Path canary = folder.resolve("shell");
        run("/bin/sh", "-c", "echo " + String.format(INJECTIONS.get(0), canary));
        row.broken("a shell in between", Files.exists(canary));
        row.end();
    }

    private static void run(String... words) throws IOException {
        try {
            new ProcessBuilder(words).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean startsIn(Place place) {
        try (Marked marked = Marked.fresh()) {
            place.portman(event -> {})
                    .start(place.server("server")
                            .python(PythonServer.PLAIN, marked.word())
                            .build());
            return !marked.processes().isEmpty();
        }
    }

    private static void refused(Row row, Place place) {
        try (Marked marked = Marked.fresh()) {
            String answer = "";
            try {
                place.portman(event -> {})
                        .start(place.server("server")
                                .python(PythonServer.PLAIN, marked.word())
                                .build());
            } catch (StateFolderException refused) {
                answer = String.valueOf(refused.getMessage());
            }
            row.trial(
                    !answer.contains(place.state().getFileName().toString())
                            || !marked.processes().isEmpty(),
                    place.state() + ": " + answer);
        }
    }

    private static String message(Runnable act) {
        try {
            act.run();
            return "";
        } catch (PortmanException expected) {
            return expected.getMessage() + " " + expected.advice();
        }
    }

    /** What portman has written, but for the server's own log. */
    private static List<String> contents(Place place) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path each : List.of(place.state(), place.project())) {
            try (Stream<Path> files = Files.walk(each)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.startsWith(place.project().resolve("logs"))
                            || !file.toString().endsWith(".log")) {
                        texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return texts;
    }

    private static List<String> openFiles(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            List<String> open = new ArrayList<>();
            for (Path file : files.filter(it -> !it.equals(where)).toList()) {
                int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                if ((mode & 0077) != 0) {
                    open.add(file + " " + Integer.toOctalString(mode));
                }
            }
            return open;
        }
    }
}
