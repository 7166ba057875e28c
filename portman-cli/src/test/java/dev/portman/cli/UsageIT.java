package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong words: exit code 2 (4 for a server that is not known), one line that says what, one that says what now, never a stack trace. */
class UsageIT {

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "strat|2|portman: 'strat' is neither a verb nor a server here; did you mean 'start'?",
                "bakend|2|portman: 'bakend' is neither a verb nor a server here; did you mean 'backend'?",
                "frobnicate|2|portman: 'frobnicate' is neither a verb nor a server here.",
                "backend|2|portman: 'backend' is a server; say what to do with it: portman start backend, stop, restart, status, logs.",
                "start --strictport|2|portman: Unknown option '--strictport'; did you mean '--strict-port'?",
                "start -v -q|2|portman: -v and -q contradict each other.",
                "start --strict-port --force|2|portman: --strict-port contradicts --force: one stops nobody, the other whoever is there.",
                "start --force --on-conflict reclaim|2|portman: --on-conflict 'reclaim' contradicts --force, which means evict.",
                "status --check --all|2|portman: --check asks servers of this project, and contradicts --all and a PORT.",
                "status --check 8000|2|portman: --check asks servers of this project, and contradicts --all and a PORT.",
                "status 8000 8001 -o json|2|portman: -o json answers one question: about servers, or about one port.",
                "start --strict-port --on-conflict evict|2|portman: --on-conflict 'evict' contradicts --strict-port, which means fail.",
                "start --on-conflict kill|2|portman: backend.onConflict 'kill' must be one of evict, reclaim, fallback, fail, reuse.",
                "start -t soon|2|portman: backend.startupTimeout 'soon' must be a duration from 0 to 24h, such as 500ms, 10s, 2m or 1h; a bare"
                        + " number is seconds.",
                "start -p 0|2|portman: --port '0' fits one server only; name one of backend, frontend.",
                "start bakend|4|portman: No server 'bakend' is known in",
                "stop nope|4|portman: No server 'nope' is known in",
                "status --all backend|2|portman: --all and a NAME or PORT contradict each other.",
                "status -o xml|2|portman: --output 'xml' must be text or json.",
                "kill 99999|2|portman: PORT '99999' must be ports from 1 to 65535 or ascending ranges such as 8001-8010, separated by commas.",
                "kill -- -1|2|portman: PORT '-1' must be ports from 1 to 65535 or ascending ranges such as 8001-8010, separated by commas.",
                "kill 1-65535|2|portman: PORT names 65535 ports; to kill on more than 100 at once, add --all-in-range.",
                "kill --dry-run 1-65535|2|portman: PORT names 65535 ports; to kill on more than 100 at once, add --all-in-range.",
                "logs -n x|2|portman: Invalid value for option '--tail': 'x' is not an int",
                "logs -n -5|2|portman: --tail '-5' must be 0 or more.",
                "exec npm test|2|portman: The command is missing: portman exec [NAME...] -- COMMAND.",
                "exec -- no-such-command|2|portman: command 'no-such-command' was not found on the PATH:",
                "help stat|2|portman: VERB 'stat' is no verb, the nearest is 'start'.",
                "-C nowhere status|2|portman: --directory 'nowhere' must be an existing folder.",
            })
    void refusesWhatItCannotMean(String words, int exitCode, String message) throws Exception {
        sandbox.servers("backend 0", "frontend 0");
        Outcome outcome = sandbox.run(words.split(" ", -1));

        assertThat(outcome.err()).startsWith(message).doesNotContain("\tat ", "Exception");
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void tellsWhereServersAreDescribed() throws Exception {
        for (String verb : List.of("start", "stop", "restart", "status", "kill", "logs", "run")) {
            Outcome outcome = sandbox.run(verb);
            assertThat(outcome.exitCode()).as(verb).isEqualTo(2);
            assertThat(outcome.err())
                    .startsWith("portman: file '" + sandbox.folder()
                            + "/portman.yaml' does not exist: describe your servers there")
                    .contains("portman kill PORT");
        }
    }

    @Test
    void namesTheLineOfAFaultInTheFile() throws Exception {
        sandbox.yaml("servers:\n  a:\n    prot: 1\n");
        Outcome outcome = sandbox.run("start");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("portman: portman.yaml line 3: 'prot' is no key of a server, did you mean port?");
    }

    @Test
    void helpsWithEveryVerb() throws Exception {
        Outcome whole = sandbox.run("--help");
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.out())
                .contains(
                        "start",
                        "stop",
                        "restart",
                        "kill",
                        "status",
                        "logs",
                        "run",
                        "exec",
                        "completion",
                        "portman.yaml");
        assertThat(sandbox.run("help", "exec").out()).contains("portman exec -- npm test", "--strict-port");
        assertThat(sandbox.run("start", "--help").out()).contains("Examples:", "--on-conflict");
        Outcome nothing = sandbox.run();
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("Verbs:");
    }

    @Test
    void completesInBash() throws Exception {
        Outcome script = sandbox.run("completion");
        assertThat(script.exitCode()).isZero();
        Path file = Files.writeString(sandbox.folder().resolve("completion"), script.out());
        Process bash = new ProcessBuilder("bash", "-c", "source " + file + " && complete -p portman").start();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void completesInFish() throws Exception {
        Needs.success("fish", "--version");
        Outcome script = sandbox.run("completion", "fish");
        assertThat(script.exitCode()).isZero();
        Path file = Files.writeString(sandbox.folder().resolve("completion"), script.out());

        Outcome verbs = sandbox.program("fish", "-c", "source " + file + "; complete -C 'portman sta'");
        assertThat(verbs.err()).isEmpty();
        assertThat(verbs.out().lines().map(line -> line.split("\t", -1)[0]))
                .containsExactlyInAnyOrder("start", "status");
        Outcome options = sandbox.program("fish", "-c", "source " + file + "; complete -C 'portman start --str'");
        assertThat(options.out()).startsWith("--strict-port\tThis port or none");

        assertThat(sandbox.run("completion", "csh").err()).contains("SHELL 'csh' must be bash, zsh or fish");
    }
}
