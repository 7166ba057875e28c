package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port|-1|port '-1' must be a number from 0 to 65535.",
                "port|65536|port '65536' must be a number from 0 to 65535.",
                "port|80a|port '80a' must be a number from 0 to 65535.",
                "host|http://x|host 'http://x' must be a host name or an IP address, without scheme and port.",
                "host|x:80|host 'x:80' must be a host name or an IP address, without scheme and port.",
                "onConflict|kill|onConflict 'kill' must be one of evict, reclaim, fallback, fail, reuse.",
                "lifetime|forever|lifetime 'forever' must be one of build, detached.",
                "restart|always|restart 'always' must be one of never, on-failure.",
                "watch|src/[a.py|watch 'src/[a.py' must be a path or a glob (Missing ']).",
                "stopSignal|KILL|stopSignal 'KILL' must be one of TERM, INT, QUIT.",
                "stopSignal|SIGKILL|stopSignal 'SIGKILL' must be one of SIGTERM, SIGINT, SIGQUIT.",
                "shell|yes|shell 'yes' must be true or false.",
                "startupTimeout|0|startupTimeout '0' must be more than 0.",
                "readiness.http.path|health|readiness.http.path 'health' must be a path that starts with '/', such as /health.",
                "readiness.http.path|@evil/x|readiness.http.path '@evil/x' must be a path that starts with '/', such as /health.",
                "readiness.http.path|/a b|readiness.http.path '/a b' must be a path of a URL (Illegal character in path).",
                "readiness.http.status|600|readiness.http.status '600' must be a status from 100 to 599 or an ascending range such"
                        + " as 200-399.",
                "readiness.http.status|399-200|readiness.http.status '399-200' must be a status from 100 to 599 or an ascending"
                        + " range such as 200-399.",
                "readiness.http.method|BREW|readiness.http.method 'BREW' must be one of GET, HEAD, OPTIONS, POST.",
                "readiness.http.body|(|readiness.http.body '(' must be a regular expression (Unclosed group).",
                "readiness.http.port|0|readiness.http.port '0' must be a number from 1 to 65535.",
                "readiness.http.port|@{port}|readiness.http.port '@{port}' must be a number from 0 to 65535.",
                "readiness.http.scheme|ftp|readiness.http.scheme 'ftp' must be http or https.",
                "readiness.http.caFile|ca.pem|readiness.http.caFile 'ca.pem' needs the scheme https.",
                "readiness.http.trustAll|true|readiness.http.trustAll 'true' needs the scheme https.",
                "readiness.http.trustAll|yes|readiness.http.trustAll 'yes' must be true or false.",
                "readiness.tcp|0|readiness.tcp '0' must be a port or host:port, such as 5432 or localhost:@{database.port}.",
                "readiness.tcp|65536|readiness.tcp '65536' must be a port or host:port, such as 5432 or localhost:@{database.port}.",
                "readiness.tcp|localhost|readiness.tcp 'localhost' must be a port or host:port, such as 5432 or localhost:@{database.port}.",
                "readiness.tcp|@{url}|readiness.tcp '@{url}' must be a port or host:port, such as 5432 or localhost:@{database.port}.",
                "readiness.tcp|::1:80|readiness.tcp '::1:80' must be a port or host:port, such as 5432 or localhost:@{database.port}.",
                "readiness.tcp|@{nope.port}|readiness.tcp '@{nope.port}' is no known placeholder; known here: host, port, url.",
                "readiness.tcp|10.0.0.1:22|readiness.tcp '10.0.0.1:22' must ask this machine: localhost, 127.0.0.1, [::1] or the host"
                        + " of the server.",
                "readiness.tcp|127.0.0.1.example:80|readiness.tcp '127.0.0.1.example:80' must ask this machine: localhost, 127.0.0.1,"
                        + " [::1] or the host of the server.",
                "readiness.tcp|[2001:db8::1]:80|readiness.tcp '[2001:db8::1]:80' must ask this machine: localhost, 127.0.0.1, [::1] or"
                        + " the host of the server.",
                "readiness.command|a 'b|readiness.command 'a 'b' has an opening ' without a closing one.",
                "readiness.command|check @{nope}|readiness.command '@{nope}' is no known placeholder; known here: host, port, url.",
                "readiness.tryTimeout|0s|readiness.tryTimeout '0s' must be more than 0.",
                "readiness.log|Started (|readiness.log 'Started (' must be a regular expression (Unclosed group).",
                "readiness.failure|[|readiness.failure '[' must be a regular expression (Unclosed character class).",
                "command|@{nope}|command '@{nope}' is no known placeholder; known here: host, port, url.",
                "command|''|command '''' must say what to run.",
                "executable|java|executable 'java' cannot stand beside command; use one of them.",
                "beforeStart|a 'b|beforeStart 'a 'b' has an opening ' without a closing one.",
                "beforeStart|''|beforeStart '''' must say what to run, in each of its lines.",
                "beforeStart|x @{nope}|beforeStart '@{nope}' is no known placeholder; known here: host, port, url.",
                "afterStop|x @{other.port}|afterStop '@{other.port}' is no known placeholder; known here: host, port, url.",
                "hookTimeout|0|hookTimeout '0' must be more than 0.",
                "hookTimeout|soon|hookTimeout 'soon' must be a duration from 0 to 24h, such as 500ms, 10s, 2m or 1h; a bare number is"
                        + " seconds.",
                "stopCommand|a 'b|stopCommand 'a 'b' has an opening ' without a closing one.",
                "name|../x|name '../x' must start with a letter or digit and consist of at most 64 letters, digits, '.', '_' and"
                        + " '-', without '..' and other than a Windows device.",
            })
    void refusesAValueWithACompleteMessage(String key, String value, String message) {
        assertRefused(() -> read(with(key, value)), message);
    }

    @Test
    void refusesWhatIsMissing() {
        assertRefused(() -> read(Map.of("port", "8000")), "command must say what to run.");
        assertRefused(
                () -> read(Map.of("command", "x")),
                "port must be set, here or as PORT in an envFile: a number from 0 to 65535, 0 for any free port.");
    }

    @Test
    void refusesToRestartWhatNobodyKnowsTheEndOf() {
        Map<String, String> daemon = new HashMap<>(with("forks", "true"));
        daemon.put("restart", "on-failure");
        assertRefused(
                () -> read(daemon), "restart 'on-failure' does not fit forks: nobody learns how such a server ended.");
    }

    @Test
    void refusesAnArgumentThatLinuxWouldNotTakeWithAWayOut() {
        assertThatCode(() -> read(with("command", "java " + "x".repeat(131_071))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> read(with("command", "java -cp " + "x".repeat(131_072))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("...' has an argument of more than 131071 bytes")
                .hasMessageContaining("as @FILE");
        RawServer server =
                new RawServer(Map.of("command", "x", "port", "1"), Map.of(), Map.of("SECRET", "s".repeat(131_065)));
        assertRefused(
                () -> read(server),
                "environmentVariables 'SECRET' is longer than the 131071 bytes that Linux allows; put it into a file.");
    }

    @Test
    void refusesAKeyThatDoesNotExist() {
        assertRefused(
                () -> read(with("prot", "8000")),
                "prot '8000' is no key of a server, did you mean port? (known: afterStop, arguments, beforeStart, command, dependsOn, envFile, environmentVariables,"
                        + " executable, fallbackPorts, forks, hookTimeout, host, instances, lifetime, logsDirectory, name, onConflict, port, portProperty,"
                        + " readiness.command, readiness.failure, readiness.http.body, readiness.http.caFile,"
                        + " readiness.http.headers, readiness.http.method, readiness.http.path, readiness.http.port,"
                        + " readiness.http.scheme, readiness.http.status, readiness.http.trustAll, readiness.log, readiness.tcp,"
                        + " readiness.tryTimeout, restart, shell, startupTimeout, stopCommand,"
                        + " stopSignal, stopTimeout, watch, workingDirectory).");
        assertThatThrownBy(() -> read(with("dbPassword", "s3cret")))
                .hasMessageStartingWith("dbPassword is no key of a server")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesAWorkingDirectoryThatIsNotThere() throws IOException {
        Files.createFile(folder.resolve("file"));
        assertRefused(
                () -> read(with("workingDirectory", "web")),
                "workingDirectory '" + folder + "/web' must be an existing folder.");
        assertRefused(
                () -> read(with("workingDirectory", "/nowhere")),
                "workingDirectory '/nowhere' must be an existing folder.");
        assertRefused(
                () -> read(with("workingDirectory", "file")),
                "workingDirectory '" + folder + "/file' must be an existing folder.");
    }

    @Test
    void refusesTwoServersThatShareANameAVariableOrAPort() {
        assertRefused(
                () -> read(server("a", "1"), server("a", "2")), "name 'a' is used by two servers; each needs its own.");
        assertRefused(
                () -> read(server("my-app", "1"), server("my.app", "2")),
                "name 'my.app' and 'my-app' would both be MY_APP_PORT in the environment; rename one.");
        assertRefused(
                () -> read(server("a", "8000"), server("b", "8000")),
                "b.port '8000' is the port of a already; each server needs its own, or 0 for any free port.");
        assertThat(SpecReader.read(List.of(server("a", "0"), server("b", "0")), where()))
                .hasSize(2);
    }

    @Test
    void namesTheServerWhereThereAreSeveral() {
        assertRefused(() -> read(server("a", "1"), server("b", "x")), "b.port 'x' must be a number from 0 to 65535.");
    }

    @Test
    void refusesAPlaceholderOfAServerThatIsNotThere() {
        RawServer first = RawServer.of(Map.of("name", "web", "port", "1", "command", "x @{bakend.port}"));
        assertRefused(
                () -> read(first, server("backend", "2")),
                "web.command '@{bakend.port}' is no known placeholder; known here: backend.port, backend.url, host, port,"
                        + " url.");
    }

    @Test
    void refusesToDependOnAServerThatIsNotThere() {
        assertRefused(
                () -> read(server("backend", "1"), needing("web", "bakend")),
                "web.dependsOn 'bakend' is no server described here, did you mean backend? (known: backend).");
        assertRefused(
                () -> read(needing("web", "a, db")), "dependsOn 'a' is no server described here (there is no other).");
    }

    @Test
    void refusesACycleAndNamesIt() {
        String why = " is a cycle, so none of them could be started first; a placeholder such as @{%s.url} counts as"
                + " dependsOn, too.";
        assertRefused(
                () -> read(server("db", "0"), needing("a", "db,b"), needing("b", "c"), needing("c", "a")),
                "dependsOn 'a -> b -> c -> a'" + String.format(why, "b"));
        assertRefused(() -> read(needing("a", "a")), "dependsOn 'a -> a'" + String.format(why, "a"));
        assertRefused(
                () -> read(
                        needing("a", "b"),
                        RawServer.of(Map.of("name", "b", "port", "0", "command", "x --peer=@{a.url}"))),
                "dependsOn 'a -> b -> a'" + String.format(why, "b"));
    }

    @Test
    void refusesAPlaceholderOfASiblingInAStopCommand() {
        RawServer web = RawServer.of(
                Map.of("name", "web", "port", "1", "command", "x", "stopCommand", "curl @{backend.url}/bye"));
        assertRefused(
                () -> read(server("backend", "2"), web),
                "web.stopCommand '@{backend.url}' is no known placeholder; known here: host, port, url.");
    }

    @Test
    void neverPrintsAValueOfTheEnvironment() {
        Map<String, String> base = Map.of("command", "x", "port", "1");
        RawServer raw = new RawServer(base, Map.of(), Map.of("PASSWORD", "s3cret@{oops}"));
        assertRefused(
                () -> read(raw),
                "environmentVariables 'PASSWORD' has an unknown placeholder; known here: host, port, url.");
        assertThat(raw.toString()).doesNotContain("s3cret");
        assertRefused(
                () -> read(new RawServer(base, Map.of(), Map.of("A=B", "s3cret"))),
                "environmentVariables 'A=B' must have names without '=' and NUL.");
        assertRefused(
                () -> read(new RawServer(base, Map.of(), Map.of("PORTMAN_ID", "x"))),
                "environmentVariables 'PORTMAN_ID' is set by portman itself.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Bad Name|x|'Bad Name' is no name of a header.",
                "Host|x|'Host' is set by portman itself.",
                "content-length|5|'content-length' is set by portman itself.",
                "X-Login|`hunter2\r\nX-Evil: 1`|'X-Login' must have a value of one line, in Latin-1 and without control characters.",
                "X-Login|hunter2\u20ac|'X-Login' must have a value of one line, in Latin-1 and without control characters.",
            })
    void neverPrintsAValueOfAHeader(String name, String value, String message) {
        RawServer raw = new RawServer(Map.of("command", "x", "port", "1"), Map.of(), Map.of(), Map.of(name, value));
        assertRefused(() -> read(raw), "readiness.http.headers " + message);
        assertThat(raw.toString()).doesNotContain("hunter2");
    }

    @Test
    void neverPrintsAHeaderThatStandsInTheWrongPlace() {
        assertThatThrownBy(() -> read(with("readiness.headers.X-Login", "hunter2")))
                .hasMessageStartingWith("readiness.headers.X-Login is no key of a server")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesChecksThatContradictThemselves() {
        Map<String, String> both = with("readiness.http.trustAll", "true");
        both.putAll(Map.of("readiness.http.scheme", "https", "readiness.http.caFile", "ca.pem"));
        assertRefused(() -> read(both), "readiness.http.trustAll 'true' cannot stand beside caFile; use one of them.");
        Map<String, String> head = with("readiness.http.method", "head");
        head.put("readiness.http.body", "UP");
        assertRefused(() -> read(head), "readiness.http.body 'UP' cannot be found: the answer to HEAD has no body.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/x",
                "/abs",
                "a/b",
                "a\\b",
                ".",
                "..",
                "a..b",
                ".hidden",
                "-rf",
                "--help",
                "_x",
                "con",
                "CON",
                "con.txt",
                "nul",
                "NUL.log",
                "prn",
                "aux",
                "com1",
                "LPT9.x",
                "a b",
                "a\tb",
                "a\nb",
                "a\0b",
                "a;b",
                "a$b",
                "a`b`",
                "$(id)",
                "a|b",
                "a&b",
                "a'b",
                "a\"b",
                "a*",
                "a?b",
                "a:b",
                "~",
                "é",
                "․․",
                "a\u202eb",
                "a%00b",
                "空"
            })
    void refusesHostileNames(String name) {
        assertThatThrownBy(() -> read(with("name", name)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("name '")
                .hasMessageEndingWith(
                        "' must start with a letter or digit and consist of at most 64 letters, digits, '.', '_'"
                                + " and '-', without '..' and other than a Windows device.")
                .hasMessageNotContainingAny("\n", "\t", "\0", "\u202e");
    }

    @Test
    void refusesANameThatIsTooLongAndCutsItInTheMessage() {
        assertThatThrownBy(() -> read(with("name", "a".repeat(300))))
                .hasMessageStartingWith("name '" + "a".repeat(200) + "...' must start");
        assertThat(SpecReader.read(List.of(server("a".repeat(64), "1")), where()))
                .hasSize(1);
    }

    private void read(Map<String, String> values) {
        read(RawServer.of(values));
    }

    private void read(RawServer... servers) {
        SpecReader.read(List.of(servers), where());
    }

    private Surroundings where() {
        return new Surroundings(folder, Side.PERSON, "app", Map.of());
    }

    private static RawServer server(String name, String port) {
        return RawServer.of(Map.of("name", name, "command", "x", "port", port));
    }

    private static RawServer needing(String name, String others) {
        return RawServer.of(Map.of("name", name, "command", "x", "port", "0", "dependsOn", others));
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> values = new HashMap<>(Map.of("command", "x", "port", "8000"));
        values.put(key, value);
        return values;
    }
}
