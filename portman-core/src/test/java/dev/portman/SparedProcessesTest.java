package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.Termination;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.Openers;
import dev.portman.testing.PythonCopies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop leaves editors, browsers and the like that a server has opened, with all that these have started, and names the first of it. */
class SparedProcessesTest extends OpeningServers {

    private static final String EDITOR = "an editor or IDE, or a helper of one, left with everything that it started";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code     | an editor or IDE, or a helper of one
            watchman | a daemon that other work shares
            chrome   | a browser
            tmux     | a terminal or a terminal multiplexer
            """)
    void whatItHasOpenedIsLeftWithAllThatThisHasStarted(String name, String whatItIs) {
        StartResult web = start(opener(name, "later(lambda: fork(lambda: opens(FILE)))"));
        go(web);
        List<Long> opened = pids("opened");

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertAlive(opened);
        assertThat(spared())
                .extracting(
                        Termination.Spared::pid,
                        Termination.Spared::name,
                        it -> it.refusal().reason())
                .containsExactly(tuple(opened.get(0), name, whatItIs + ", left with everything that it started"));
        assertIsGone(web);
    }

    @Test
    void aBrowserWhoseHelpersAreCalledAsItselfIsNamedOnce() {
        StartResult web = start(opener("chrome", """
                helper = lambda: program(FILE, 'import time; time.sleep(60)')
                def browser():
                    say('opened', os.getpid(), fork(helper), fork(helper)); helper()
                later(lambda: apart(browser))
                """));
        go(web);
        List<Long> opened = pids("opened");

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertAlive(opened);
        assertThat(spared()).extracting(Termination.Spared::pid).containsExactly(opened.get(0));
    }

    @Test
    void whatItHasOpenedBeforeItWasReadyIsLeftAsWell() {
        StartResult web = start(opener("code", "fork(lambda: opens(FILE)); time.sleep(0.3); later(None)"));
        List<Long> opened = pids("opened");

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertAlive(opened);
        assertThat(spared()).extracting(Termination.Spared::pid).containsExactly(opened.get(0));
        assertIsGone(web);
    }

    @Test
    void whatAFailedStartHasOpenedIsLeftAndNamed() {
        ServerSpec web = opener(
                "code", "fork(lambda: opens(FILE)); fork(lambda: tool('ordinary')); time.sleep(0.5); sys.exit(3)");

        ServerFailedException failed = catchThrowableOfType(ServerFailedException.class, () -> portman.start(web));

        List<Long> opened = pids("opened");
        assertAlive(opened);
        assertThat(failed)
                .hasMessageContaining("Left alone pid " + opened.get(0) + " (code): it is " + EDITOR)
                .hasMessageNotContaining("pid " + opened.get(1))
                .hasMessageNotContaining("So nothing more was started");
        assertThat(tools("ordinary")).noneMatch(LaunchedServer::isAlive);
    }

    /** They are protected from a stranger's kill, but not from the stop of the server that needs them. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "ssh", "podman", "claude", "Runner.Listener"})
    void whatWorksForNobodyElseStopsWithIt(String name) {
        StartResult web = start(opener(
                name,
                "in_session(lambda: (say('helper', os.getpid()), program(FILE, 'import time; time.sleep(60)')))\n"
                        + "time.sleep(0.3); later(None)"));
        long helper = pids("helper").get(0);
        await().until(() -> isCalled(name, helper));

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(LaunchedServer.isAlive(helper)).isFalse();
        assertThat(spared()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmux", "code-server"})
    void aWorkPlaceThatIsTheServerItselfStopsWithAllThatRunsInIt(String name) {
        Path program = PythonCopies.named(name, folder);
        StartResult web =
                start(server("web").argv(Openers.words(program, """
                        def shell():
                            os.setsid(); fork(tool); orphan(lambda: tool('job')); wait()
                        fork(shell); time.sleep(0.3); later(None)
                        """, program)).build());
        List<Long> inside = new ArrayList<>(tools("tool"));
        inside.addAll(tools("job"));

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(inside).noneMatch(LaunchedServer::isAlive);
        assertThat(spared()).isEmpty();
        assertIsGone(web);
    }

    @ParameterizedTest
    @CsvSource({"code-server, false", "code-server, true", "java, false", "java, true"})
    void aServerThatIsCalledLikeAWorkPlaceStops(String name, boolean inShell) {
        Path program = PythonCopies.named(name, folder);
        List<String> words = new ArrayList<>(inShell ? List.of("/bin/sh", "-c", "\"$@\"; exit $?", "sh") : List.of());
        words.addAll(Openers.words(program, "say('serves', os.getpid()); later(None)", program, "-jar", "jenkins.war"));
        StartResult web = start(server("web").argv(words).build());

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(pids("serves")).noneMatch(LaunchedServer::isAlive);
        assertThat(spared()).isEmpty();
        assertIsGone(web);
    }
}
