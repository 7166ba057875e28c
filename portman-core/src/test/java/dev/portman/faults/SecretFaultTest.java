package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.Portman;
import dev.portman.model.HealthCheck;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.report.CheckupReport;
import dev.portman.report.HealthReport;
import dev.portman.report.HistoryReport;
import dev.portman.report.HoldersReport;
import dev.portman.report.PlanReport;
import dev.portman.report.StatusJson;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in whatever a user may write them into; and all that portman writes and says. */
@Tag("faults")
class SecretFaultTest {

    private static final List<String> CHANNELS = List.of(
            "a variable",
            "a URL in a variable",
            "an envFile",
            "an argument",
            "a URL among the arguments",
            "the query of a check",
            "a user in the address of a check",
            "a header of a check",
            "the words of a hook",
            "the words of a command check",
            "a portman.yaml that cannot be read",
            "a command that cannot be split");

    /** Whole and in parts. */
    private static final String EVERYTHING = """
            import re
            words = [os.environ[name] for name in ('DB_PASSWORD', 'DATABASE_URL', 'API_TOKEN')] + sys.argv[1:]
            say('words:', *words)
            say('parts:', *re.split('[=:@/ ]', ' '.join(words)))
            """;

    private static final String ANSWERS =
            "http(lambda c: c.sendall(b'HTTP/1.1 204 No Content\\r\\nConnection: close\\r\\n\\r\\n'))";
    private static final String GARBLES =
            "http(lambda c: c.sendall(b'NONSENSE ' + os.environ['ECHO'].encode() + b'\\r\\n\\r\\n'))";

    @TempDir
    Path folder;

    @Test
    void noSecretIsWrittenOrSaid() throws IOException {
        Row row = Row.of(
                "F111",
                CHANNELS.size() + " marked secrets, each in " + String.join(", ", CHANNELS)
                        + "; servers that run, fail having printed all they know, answer with what they were asked, or are refused",
                "secrets found in a file, a message, a stack trace or JSON");
        for (int i = 0; i < Trials.of(1, 10); i++) {
            Secrets secrets = Secrets.fresh(CHANNELS.size());
            List<String> said = new CopyOnWriteArrayList<>();
            try (Marked marked = Marked.fresh()) {
                SecretiveProject project = new SecretiveProject(Place.in(folder), secrets, marked);
                aServerThatRuns(project, said);
                aServerThatIsDoubted(project, said);
                for (ServerSpec failing : List.of(
                        project.server("fails", EVERYTHING + "sys.exit(7)", ""),
                        project.server("hooked", ANSWERS, project.hook(EVERYTHING + "sys.exit(3)")))) {
                    Portman portman = project.portman(said);
                    said.add(message(() -> portman.start(failing)));
                    said.add(failing.toString());
                }
                for (String description : project.refused()) {
                    said.add(message(() -> project.read(description)));
                }
                said.addAll(written(project.place()));
            }
            assertThat(String.join("\n", said))
                    .as("where each secret stood")
                    .contains("--password=*** http://***@localhost/", "NONSENSE *** ***", "hook.py --api-key ***")
                    .contains("http /health?***", "words: *** postgres://***@localhost/db ***", "--token ***")
                    .contains("path '***@localhost/health?***'", "exit code 1: parts: ***", "--password=***'");
            for (int secret = 0; secret < CHANNELS.size(); secret++) {
                row.trial(secrets.isIn(secret, said), CHANNELS.get(secret) + ": " + secrets.where(secret, said));
            }
        }
        row.broken("a secret stands where all is shown, in the pattern of a log check", isNoticed());
        row.end();
    }

    private static void aServerThatRuns(SecretiveProject project, List<String> said) throws IOException {
        Portman portman = project.portman(said);
        ServerSpec runs = project.server("runs", EVERYTHING + ANSWERS, project.httpCheck() + project.hook("pass"));
        said.addAll(PlanReport.ofStarts(portman.dryRun().start(List.of(runs))).lines());
        said.add(portman.start(runs).record().toString());
        Path home = project.place().project();
        said.add(StatusJson.many(portman.status(home)));
        said.add(StatusJson.many(portman.health(List.of(runs))));
        said.addAll(HealthReport.lines(portman.health(List.of(runs))));
        said.add(HistoryReport.json(portman.history(home)));
        said.add(CheckupReport.json(portman.checkup(), List.of()));
        int port = runs.port().preferred();
        said.add(HoldersReport.json(port, portman.probe(port), portman.holders(port), Map.of()));
        said.addAll(HoldersReport.lines(port, portman.probe(port), portman.holders(port)));
        ServerSpec other = project.place()
                .server("other")
                .port(port)
                .onConflict(OnConflict.FAIL)
                .build();
        said.add(message(() -> portman.start(other)));
        said.addAll(PlanReport.ofStarts(portman.dryRun().start(List.of(runs))).lines());
        said.addAll(written(project.place()));
        portman.stop(runs.key(), Optional.empty());
    }

    /** It answers with what it was asked, and a command that asks for it prints all it knows. */
    private static void aServerThatIsDoubted(SecretiveProject project, List<String> said) throws IOException {
        Portman portman = project.portman(said);
        ServerSpec garbles = project.server("garbles", GARBLES, "");
        portman.start(garbles);
        for (String check : List.of(project.httpCheck(), project.commandCheck(EVERYTHING + "sys.exit(1)"))) {
            ServerSpec asked = project.server("garbles", GARBLES, check);
            said.add(StatusJson.many(portman.health(List.of(asked))));
            said.addAll(written(project.place()));
        }
        portman.stop(garbles.key(), Optional.empty());
    }

    private boolean isNoticed() throws IOException {
        Place place = Place.in(folder);
        Secrets secrets = Secrets.fresh(1);
        try (Marked marked = Marked.fresh()) {
            ServerSpec spec = place.server("server")
                    .port(FreePort.any())
                    .check(new HealthCheck.Log(Pattern.compile("up|" + secrets.of(0))))
                    .python("say('up')\n" + PythonServer.PLAIN, marked.word())
                    .build();
            Portman portman = place.portman(event -> {});
            portman.start(spec);
            List<String> written = written(place);
            portman.stop(spec.key(), Optional.empty());
            return secrets.isIn(0, written);
        }
    }

    /** As it is told, and as it would be shown by {@code -e}. */
    private static String message(Runnable act) {
        try {
            act.run();
            return "";
        } catch (PortmanException expected) {
            StringWriter trace = new StringWriter();
            expected.printStackTrace(new PrintWriter(trace));
            return trace + " " + expected.advice();
        }
    }

    /** What portman has written, but for the servers' own logs. */
    private static List<String> written(Place place) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path each : List.of(place.state(), place.project().resolve("logs"))) {
            try (Stream<Path> files = Files.walk(each)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    boolean isServersLog = String.valueOf(file.getFileName()).contains(".log");
                    if (!isServersLog || file.startsWith(place.state())) {
                        texts.add(file + ": " + new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return texts;
    }

    /**
     * Words that stand nowhere else.
     *
     * @param mark what all of them begin with
     * @param count how many there are
     */
    record Secrets(String mark, int count) {

        static Secrets fresh(int count) {
            return new Secrets("S3CRET" + UUID.randomUUID().toString().substring(0, 8), count);
        }

        String of(int number) {
            return mark + "x" + number + "x";
        }

        boolean isIn(int number, List<String> texts) {
            return !where(number, texts).isEmpty();
        }

        List<String> where(int number, List<String> texts) {
            return texts.stream().filter(it -> it.contains(of(number))).toList();
        }
    }
}
