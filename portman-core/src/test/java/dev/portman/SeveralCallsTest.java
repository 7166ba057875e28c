package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portman.model.PortHeldException;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.StartResult;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that get in the way of each other, in one JVM. */
class SeveralCallsTest extends RealServers {

    @RepeatedTest(4)
    void twoStartsOfOneServerEndInExactlyOne() throws Exception {
        ServerSpec spec = server("backend").python(SLOW).build();

        List<Object> outcomes = together(Collections.nCopies(2, () -> startOrRefusal(open(event -> {}), spec)));

        assertThat(outcomes)
                .hasAtLeastOneElementOfType(StartResult.class)
                .hasAtLeastOneElementOfType(PortHeldException.class);
        assertThat(launched()).hasSize(1);
        assertThat(portman.status(project)).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(ServerState.RUNNING);
            assertThat(status.record().flatMap(ServerRecord::leader))
                    .isEqualTo(launched().get(0).leader());
        });
    }

    @RepeatedTest(3)
    void serversThatWantOnePortAtOnceGetOneEach() throws Exception {
        int[] ports = IntStream.generate(FreePort::any).distinct().limit(5).toArray();
        List<Callable<Object>> starts = new ArrayList<>();
        for (int each : ports) {
            ServerSpec spec = server("server" + each)
                    .port(ports[0])
                    .fallback(ports)
                    .python(SLOW)
                    .build();
            starts.add(() -> startOrRefusal(open(event -> {}), spec));
        }

        List<Object> outcomes = together(starts);

        assertThat(outcomes).hasOnlyElementsOfType(StartResult.class);
        assertThat(outcomes)
                .extracting(
                        outcome -> ((StartResult) outcome).record().assigned().port())
                .containsExactlyInAnyOrderElementsOf(IntStream.of(ports).boxed().toList());
        assertThat(launched()).as("none was launched in vain").hasSize(ports.length);
    }

    @Test
    @Timeout(30)
    void aPortThatAnotherStartIsAboutToUseIsNotWaitedFor() throws IOException {
        Path trigger = folder.resolve("trigger");
        ServerSpec slow = server("slow").python("""
                while not os.path.exists(sys.argv[1]):
                    time.sleep(0.02)
                serve(listen())
                """, trigger).build();
        int next = FreePort.any();
        ServerSpec spec =
                server("backend").port(slow.port().preferred()).fallback(next).build();
        List<StartResult> others = new ArrayList<>();
        Portman first = open(event -> {
            if (event instanceof ProgressEvent.Launched && others.isEmpty()) {
                others.add(portman.start(spec));
                create(trigger);
            }
        });

        first.start(slow);

        assertThat(others)
                .singleElement()
                .satisfies(other -> assertThat(other.record().assigned().port()).isEqualTo(next));
    }

    @Test
    void aStartUnderWayIsNotDisturbed() {
        ServerSpec spec = server("backend").build();
        List<PortmanException> refusals = new ArrayList<>();
        Portman slow = open(event -> {
            if (event instanceof ProgressEvent.Launched) {
                refusals.add(catchThrowableOfType(PortmanException.class, () -> portman.start(spec)));
            }
        });

        StartResult started = slow.start(spec);

        assertThat(refusals)
                .singleElement()
                .satisfies(refused -> assertThat(refused)
                        .hasMessage("backend is being started by pid %d on port %d at this moment."
                                .formatted(
                                        ProcessHandle.current().pid(),
                                        spec.port().preferred())));
        assertThat(isAlive(started)).isTrue();
        assertThat(launched()).hasSize(1);
    }

    @Test
    void aStopOfTheOldServerDoesNotForgetTheNewOne() throws Exception {
        ServerSpec spec = server("backend").build();
        StartResult old = portman.start(spec);
        List<FutureTask<StartResult>> replacing = new ArrayList<>();
        Portman late = open(event -> {
            if (event instanceof ProgressEvent.StoppingServer && replacing.isEmpty()) {
                replacing.add(new FutureTask<>(() -> portman.start(spec)));
                new Thread(replacing.get(0)).start();
            }
        });

        late.stop(spec.key(), AS_DESCRIBED);
        StartResult replaced = replacing.get(0).get();

        assertThat(isAlive(old)).isFalse();
        assertThat(isAlive(replaced)).isTrue();
        assertThat(portman.status(project)).containsExactly(replaced.status());
    }

    @Test
    void whoIsToldOfAStopCannotWaitForIt() {
        ServerSpec spec = server("backend").build();
        portman.start(spec);
        List<PortmanException> refusals = new ArrayList<>();
        Portman told = open(event -> {
            if (event instanceof ProgressEvent.StoppingServer) {
                refusals.add(catchThrowableOfType(PortmanException.class, () -> portman.start(spec)));
            }
        });

        told.stop(spec.key(), AS_DESCRIBED);

        assertThat(refusals)
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith("which has started this call and may wait for it.");
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aStartThatFailsDoesNotStopWhatAnotherCallHasStartedMeanwhile() {
        ServerSpec spec = server("backend").build();
        ServerSpec failing = server("backend").python(PythonServer.FAILS).build();
        List<StartResult> others = new ArrayList<>();
        Portman unlucky = open(event -> {
            if (event instanceof ProgressEvent.Launched && others.isEmpty()) {
                portman.stop(spec.key(), AS_DESCRIBED);
                others.add(portman.start(spec));
            }
        });

        assertThatExceptionOfType(ServerFailedException.class).isThrownBy(() -> unlucky.start(failing));

        assertThat(others).singleElement().matches(this::isAlive);
        assertThat(portman.status(project)).containsExactly(others.get(0).status());
    }
}
