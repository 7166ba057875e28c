package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.config.ProjectFile;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.report.Sentences;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A project with a secret wherever its {@code portman.yaml} can have one.
 *
 * @param place where it is
 * @param secrets in the order of the test's channels
 * @param marked finds its servers
 */
record SecretiveProject(Place place, SecretFaultTest.Secrets secrets, Marked marked) {

    Portman portman(List<String> said) {
        return place.portman(event -> said.addAll(Sentences.of(event)));
    }

    /** One that has secrets in its variables and its arguments; {@code more} are further keys. */
    ServerSpec server(String name, String code, String more) throws IOException {
        Files.writeString(place.project().resolve("secrets.env"), "API_TOKEN=" + secrets.of(2) + "\n");
        List<String> words = new ArrayList<>(script(name, code));
        words.addAll(
                List.of("--password=" + secrets.of(3), "http://user:" + secrets.of(4) + "@localhost/", marked.word()));
        return read("""
                servers:
                  %s:
                    executable: %s
                    arguments: [%s]
                    port: %d
                    fallbackPorts: none
                    startupTimeout: 60s
                    envFile: secrets.env
                    environmentVariables:
                      DB_PASSWORD: "%s"
                      DATABASE_URL: "postgres://user:%s@localhost/db"
                      ECHO: "%s %s"
                %s""".formatted(
                        name,
                        quoted(words.get(0)),
                        words.stream().skip(1).map(SecretiveProject::quoted).collect(Collectors.joining(", ")),
                        FreePort.any(),
                        secrets.of(0),
                        secrets.of(1),
                        secrets.of(5),
                        secrets.of(7),
                        more));
    }

    /** Keys that have it asked with secrets. */
    String httpCheck() {
        return """
                    readiness:
                      http:
                        path: "/health?full=1&token=%s"
                        headers: {X-Login: "%s"}
                """.formatted(secrets.of(5), secrets.of(7));
    }

    /** Keys that run Python before the start. */
    String hook(String code) throws IOException {
        String line = String.join(" ", script("hook", code)) + " --api-key " + secrets.of(8);
        return "    beforeStart: [%s]\n".formatted(quoted(line));
    }

    /** Keys that run Python to see whether it is ready. */
    String commandCheck(String code) throws IOException {
        String line = String.join(" ", script("check", code)) + " --auth=" + secrets.of(9);
        return "    readiness: {command: %s}\n".formatted(quoted(line));
    }

    /** Descriptions that are refused. */
    List<String> refused() {
        return List.of(
                "servers: {a: {command: x, port: 0, readiness: {http: {path: 'http://user:%s@localhost/health?x=%s'}}}}"
                        .formatted(secrets.of(6), secrets.of(5)),
                "servers: {a: {command: x, port: 0, readiness: {http: {path: 'user:%s@localhost/health'}}}}"
                        .formatted(secrets.of(6)),
                "servers: {a: {command: x, port: 0, environmentVariables: {PASSWORD: *%s}}}".formatted(secrets.of(10)),
                "servers: {a: {command: x, port: 0, environmentVariables: [PASSWORD=%s]}}".formatted(secrets.of(10)),
                "servers: {a: {command: x, port: 0, environmentVariables: PASSWORD=%s}}".formatted(secrets.of(10)),
                "servers: {a: {command: x, port: 0, PASSWORD=%s: y}}".formatted(secrets.of(10)),
                "servers: {a: {command: x, port: 0, envFile: 'PASSWORD=%s'}}".formatted(secrets.of(10)),
                "servers: {a: {command: \"app --password='%s\", port: 0}}".formatted(secrets.of(11)),
                "servers: {a: {command: \"sh -c 'TOKEN=%s app\", port: 0}}".formatted(secrets.of(11)),
                "servers: {a: {command: x, port: 0, afterStop: \"curl http://a:%s@b/ '\"}}".formatted(secrets.of(11)),
                "servers: {a: {executable: x, command: 'x --token %s', port: 0}}".formatted(secrets.of(11)),
                "servers: {a: {arguments: [--token, %s], port: 0}}".formatted(secrets.of(11)));
    }

    /** The first server that a description has. */
    ServerSpec read(String description) {
        try {
            Path file = Files.writeString(place.project().resolve(ProjectFile.NAME), description);
            Surroundings where = new Surroundings(place.project(), Side.PERSON, "x", Map.of());
            return SpecReader.read(ProjectFile.read(file), where).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Short, so that what comes behind it is within what is shown of a command line. */
    private List<String> script(String name, String code) throws IOException {
        List<String> words = PythonServer.words(code);
        Files.writeString(place.project().resolve(name + ".py"), words.get(words.size() - 1));
        return List.of(words.get(0), "-S", name + ".py");
    }

    /** As YAML writes it, whatever it is. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(each -> quoted.append(String.format("\\u%04x", each)));
        return quoted.append('"').toString();
    }
}
