package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.holder.HolderFinder;
import dev.portman.model.PortState;
import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.process.ProcessRow;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.OverlaidTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes of a server that end by themselves while they are looked at: nobody is warned of what is gone. */
class VanishingProcessesTest extends RealServers {

    /** Forty that have left the session; every other one without its environment, every third deaf. They end with the first process. */
    private static final String FORTY = """
            import ctypes
            lives, held = os.pipe()
            def daemon():
                os.setsid()
                if os.fork() == 0:
                    os.close(held)
                    say('child', os.getpid())
                    if os.getpid() % 2: forget_environment()
                    if os.getpid() % 3 == 0: signal.signal(15, signal.SIG_IGN)
                    os.read(lives, 1)
                    os._exit(0)
                os._exit(0)
            for number in range(40): os.waitpid(fork(daemon), 0)
            """;

    private static final String FOUR = """
            near = fork(wait)
            bare_one = fork(bare)
            def apart(): os.setsid(); bare()
            def daemon():
                os.setsid()
                if os.fork() == 0: say('child', os.getpid()); wait()
                os._exit(0)
            say('child', near); say('child', bare_one); say('child', fork(apart)); os.waitpid(fork(daemon), 0)
            serve(listen())
            """;

    private static final String LATER = """
            s = listen()
            def later():
                os.setsid(); s.close()
                if os.fork() == 0:
                    say('child', os.getpid()); wait()
                os._exit(0)
            on(10, lambda: os.waitpid(fork(later), 0))
            serve(s)
            """;

    /** What may be asked of a process. */
    enum Question {
        ROW,
        IDENTITY,
        DESCRIPTION,
        COOKIE,
        MARK,
        ENVIRONMENT,
        CGROUP
    }

    @RepeatedTest(3)
    void fortyThatEndWithTheServerAreGoneAndNotLeftAlone() {
        ServerSpec spec = server("backend").python(FORTY + "serve(listen())").build();
        portman.start(spec);
        List<Long> children = children(40);

        StopResult stopped = portman.stop(spec.key(), AS_DESCRIBED);

        assertNothingIsLeft(stopped, children);
        assertThat(portman.probe(spec.port().preferred())).isEqualTo(PortState.FREE);
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void aChildThatEndsWhenItIsAskedForIsGoneAndNotLeftAlone(Question question) {
        StartResult started = portman.start(server("backend").python(FOUR).build());
        List<Long> children = children(4);
        Ending table = new Ending(question, children::contains);

        StopResult stopped = stop(started.record(), table);

        assertNothingIsLeft(stopped, children);
        assertThat(isAlive(started)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void aServerThatEndsWhenItIsAskedForIsGoneAndNotLeftAlone(Question question) {
        StartResult started = portman.start(server("backend").python(FOUR).build());
        List<Long> children = children(4);
        long leader = pid(started);
        Ending table = new Ending(question, pid -> pid == leader);

        StopResult stopped = stop(started.record(), table);

        assertNothingIsLeft(stopped, children);
        assertThat(isAlive(started)).isFalse();
    }

    @Test
    void whatCameLaterAndEndsWithTheServerIsNotCalledLeftAlone() throws Exception {
        StartResult started = portman.start(server("backend").python(LATER).build());
        long leader = pid(started);
        long ready = started.record().report().readyAt().orElseThrow();
        await().until(() -> table.now() > ready + 1);
        assertThat(new ProcessBuilder("/bin/kill", "-USR1", Long.toString(leader))
                        .start()
                        .waitFor())
                .isZero();
        List<Long> children = children(1);
        Ending table =
                new Ending(Question.DESCRIPTION, pid -> children.contains(pid) && !LaunchedServer.isAlive(leader));

        StopResult stopped = stop(started.record(), table);

        assertThat(table.ended()).as("asked for after the end of the server").isEqualTo(Set.copyOf(children));
        assertNothingIsLeft(stopped, children);
    }

    private StopResult stop(ServerRecord record, Ending table) {
        return TestMeans.of(state, table, HolderFinder.forThisSystem(), told::add)
                .stopper()
                .stop(record, Stopping.within(Duration.ofSeconds(10)));
    }

    private void assertNothingIsLeft(StopResult stopped, List<Long> children) {
        Termination termination = stopped.termination();
        assertThat(termination.isComplete()).isTrue();
        assertThat(termination.spared()).as("called left alone").isEmpty();
        assertThat(told).noneMatch(ProgressEvent.SparedProcess.class::isInstance);
        assertThat(children).noneMatch(LaunchedServer::isAlive);
    }

    private List<Long> children(int count) {
        List<Long> children = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            children.clear();
            log("backend").stream()
                    .filter(line -> line.startsWith("child "))
                    .map(line -> Long.valueOf(line.substring("child ".length())))
                    .forEach(children::add);
            return children.size() == count;
        });
        return children;
    }

    /** Ends each of some processes when it is asked one question about it for the first time, and then answers. */
    private static final class Ending extends OverlaidTable {

        private final Question question;
        private final Predicate<Long> which;
        private final Set<Long> ended = ConcurrentHashMap.newKeySet();

        Ending(Question question, Predicate<Long> which) {
            this.question = question;
            this.which = which;
        }

        Set<Long> ended() {
            return ended;
        }

        private void asked(Question asked, long pid) {
            if (asked == question && which.test(pid) && ended.add(pid)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                while (LaunchedServer.isAlive(pid)) {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public Optional<ProcessRow> row(long pid) {
            asked(Question.ROW, pid);
            return super.row(pid);
        }

        @Override
        public Optional<ProcessIdentity> identity(long pid) {
            asked(Question.IDENTITY, pid);
            return super.identity(pid);
        }

        @Override
        public Optional<ProcessDescription> description(long pid) {
            asked(Question.DESCRIPTION, pid);
            return super.description(pid);
        }

        @Override
        public Optional<String> cookie(long pid) {
            asked(Question.COOKIE, pid);
            return super.cookie(pid);
        }

        @Override
        public OptionalLong mark(long pid) {
            asked(Question.MARK, pid);
            return super.mark(pid);
        }

        @Override
        public boolean showsItsEnvironment(long pid) {
            asked(Question.ENVIRONMENT, pid);
            return super.showsItsEnvironment(pid);
        }

        @Override
        public Optional<String> cgroup(long pid) {
            asked(Question.CGROUP, pid);
            return super.cgroup(pid);
        }
    }
}
