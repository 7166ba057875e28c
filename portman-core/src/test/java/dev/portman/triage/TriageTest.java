package dev.portman.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.FailureCause;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Last words of real programs, and what they mean. */
class TriageTest {

    private static final int OWN_PORT = 8000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OSError: [Errno 98] Address already in use | 8000",
                "java.net.BindException: Address already in use | 8000",
                "04:30:10 ERROR Address already in use | 8000",
                "Error: listen EADDRINUSE: address already in use 127.0.0.1:9001 | 9001",
                "Error: listen EADDRINUSE: address already in use :::9002 | 9002",
                "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 9003): address already in use | 9003",
                "Web server failed to start. Port 9004 was already in use. | 9004",
                "Error: Port 9005 is already in use | 9005",
                "listen tcp :9006: bind: address already in use | 9006",
                "listen tcp [::1]:9007: bind: address already in use | 9007",
                "Address already in use 127.0.0.1:99999 | 8000",
            })
    void aPortInUse(String line, int port) {
        assertThat(cause(line)).contains(new FailureCause.AddressInUse(port));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: connect ECONNREFUSED 127.0.0.1:5432 | 5432",
                "Error: connect ECONNREFUSED ::1:5432 | 5432",
                "org.postgresql.util.PSQLException: Connection to localhost:5432 refused. | 5432",
                "connection to server at \"127.0.0.1\", port 5432 failed: Connection refused | 5432",
                "dial tcp 127.0.0.1:6379: connect: connection refused | 6379",
            })
    void aPortOfThisMachineWhereNobodyAnswers(String line, int port) {
        assertThat(cause(line)).contains(new FailureCause.ConnectionRefused(port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dial tcp 10.1.2.3:5432: connect: connection refused",
                "Connection refused",
                "open /var/lib/x: permission denied",
                "Cannot find module './server.js'",
                "Cannot find module '/srv/server.js'",
                "we will never be out of memory",
            })
    void whatSaysTooLittleIsNoCause(String line) {
        assertThat(cause(line)).isEmpty();
    }

    @Test
    void theWrongJava() {
        assertThat(cause(
                        "Exception in thread \"main\" java.lang.UnsupportedClassVersionError: demo/App has been compiled by a"
                                + " more recent version of the Java Runtime (class file version 69.0), this version of the Java"
                                + " Runtime only recognizes class file versions up to 61.0"))
                .contains(new FailureCause.WrongJava(25, 17));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error: Cannot find module 'express' | package-lock.json | express | npm ci",
                "Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@scope/x' imported from /srv/a.js | pnpm-lock.yaml | @scope/x | pnpm install",
                "sh: 1: vite: not found | yarn.lock | vite | yarn install",
                "sh: line 1: next: command not found | index.js | next | npm install",
            })
    void aPackageOfNodeThatIsNotInstalled(String line, String beside, String name, String installer) {
        assertThat(Triage.of(symptoms(List.of(line), Set.of("package.json", beside))))
                .contains(new FailureCause.MissingNodePackage(name, installer));
    }

    @Test
    void whatPythonOrAShellMisses() {
        assertThat(cause("ModuleNotFoundError: No module named 'fastapi'"))
                .contains(new FailureCause.MissingPythonModule("fastapi"));
        assertThat(cause("/usr/bin/python3: No module named uvicorn"))
                .contains(new FailureCause.MissingPythonModule("uvicorn"));
        assertThat(cause("/bin/sh: 1: gunicorn: not found")).contains(new FailureCause.MissingProgram("gunicorn"));
    }

    @Test
    void aPortForPrivilegedUsers() {
        assertThat(cause("Error: listen EACCES: permission denied 0.0.0.0:80"))
                .contains(new FailureCause.PrivilegedPort(80));
        assertThat(Triage.of(new Symptoms(
                        List.of("PermissionError: [Errno 13] Permission denied"), Optional.of(1), 443, Set.of())))
                .contains(new FailureCause.PrivilegedPort(443));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.OutOfMemoryError: Java heap space",
                "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
                "MemoryError",
            })
    void noMemoryLeft(String line) {
        assertThat(cause(line)).contains(new FailureCause.OutOfMemory());
    }

    @Test
    void theLastWordsCountAndTheMostTellingOnes() {
        assertThat(cause("connect ECONNREFUSED 127.0.0.1:1", "connect ECONNREFUSED 127.0.0.1:2"))
                .contains(new FailureCause.ConnectionRefused(2));
        assertThat(cause("java.lang.OutOfMemoryError: Java heap space", "connect ECONNREFUSED 127.0.0.1:2"))
                .contains(new FailureCause.OutOfMemory());
    }

    @Test
    void sigkillWithoutAWord() {
        assertThat(Triage.of(new Symptoms(List.of(), Optional.of(137), OWN_PORT, Set.of())))
                .contains(new FailureCause.KilledFromOutside());
        assertThat(Triage.of(new Symptoms(List.of(), Optional.of(143), OWN_PORT, Set.of())))
                .isEmpty();
    }

    /** Whoever writes a log may try to keep us busy. */
    @Test
    void aHostileLineTakesNoTime() {
        String line = "class file version 61." + "0".repeat(200) + "sh: ".repeat(50) + "a:1 ".repeat(50);
        List<String> lines = Collections.nCopies(50, line);
        long begin = System.nanoTime();

        Triage.of(symptoms(lines, Set.of()));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private static Optional<FailureCause> cause(String... lines) {
        return Triage.of(symptoms(List.of(lines), Set.of()));
    }

    private static Symptoms symptoms(List<String> lines, Set<String> files) {
        return new Symptoms(lines, Optional.of(1), OWN_PORT, files);
    }
}
