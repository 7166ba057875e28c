package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.portman.model.PortState;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Termination;
import dev.portman.process.Member;
import dev.portman.testing.FreePort;
import dev.portman.testing.Podman;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command that starts a container starts no server: this is said soon, the container is named with the way to stop it, and gets no signal. */
class ContainerStartTest extends RealServers {

    private static final String NAME = "portman-test-web";

    /** As the first process of its namespace it gets no signal that it does not wait for. */
    private static final String SERVES = """
            signal.signal(15, lambda *_: %s)
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind((sys.argv[1], int(sys.argv[2]))); s.listen()
            print('serves', flush=True)
            while True:
                s.accept()[0].close()
            """;

    private static final String HEEDS = SERVES.formatted("sys.exit(0)");
    private static final String DEAF = SERVES.formatted("print('asked to end', flush=True)");

    private Podman podman;

    @BeforeEach
    void openPodman() throws IOException {
        podman = Podman.in(Files.createDirectory(folder.resolve("podman")));
    }

    @AfterEach
    void removeContainers() {
        // Where no container starts, there is none.
        Optional.ofNullable(podman).ifPresent(Podman::close);
    }

    @Test
    void aContainerInTheBackgroundIsNamedAndLeft() {
        ServerSpec web = container(List.of("--detach", "--network=host"), DEAF, "127.0.0.1", "@{port}")
                .fallback(FreePort.any())
                .build();

        ServerFailedException failed = failure(web);

        assertThat(failed)
                .hasMessageStartingWith("web was given up after ")
                .hasMessageContaining("its command has started the container " + NAME + ", which was left alone.")
                .hasMessageContaining("(conmon): it is part of the container " + NAME
                        + ", which portman does not stop; podman stop " + NAME + " stops it.")
                .hasMessageNotContaining("may or may not be a part of it");
        assertThat(failed.advice()).startsWith("podman stop " + NAME + " stops it. ");
        assertThat(launched()).as("no second container on the next port").hasSize(1);
        assertIsLeft();
        assertThat(portman.status(project)).isEmpty();
    }

    @Test
    void aContainerWithAPublishedPortIsNamedAndLeft() {
        int port = FreePort.any();
        ServerSpec web = container(List.of("--detach", "--publish=127.0.0.1:" + port + ":80"), DEAF, "0.0.0.0", "80")
                .port(port)
                .build();

        ServerFailedException failed = failure(web);

        assertThat(failed)
                .hasMessageContaining("its command has started the container " + NAME + ", which was left alone.");
        assertThat(portman.holders(port).visibleHolders())
                .extracting(it -> it.description().name())
                .containsExactly("conmon");
        assertIsLeft();
    }

    @Test
    void aClientThatIsNotDoneYetIsNotCutOff() {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" && sleep 1 && echo finished", "sh"));
        words.addAll(podman.words("run", options(List.of("--detach", "--network=host")), DEAF, "127.0.0.1", "@{port}"));

        ServerFailedException failed = failure(
                server("web").argv(words).environment(podman.environment()).build());

        assertThat(failed).hasMessageContaining("its command has started the container " + NAME);
        assertThat(log("web")).contains("finished");
        assertIsLeft();
    }

    /** Not after the whole time-out of its start, which would be another exception. */
    @Test
    void aContainerInTheForegroundThatOutlivesItsClientIsNamedAndLeft() {
        ServerSpec web = container(List.of("--network=host"), DEAF, "127.0.0.1", "@{port}")
                .stopping(new Stopping(Duration.ofMillis(500), StopSignal.TERM, List.of()))
                .build();

        ServerFailedException failed = failure(web);

        assertThat(failed)
                .hasMessageContaining("its command has started the container " + NAME + ", which was left alone.");
        assertThat(podman.isRunning(NAME)).isTrue();
        assertThat(living()).isEmpty();
    }

    @Test
    void aContainerInTheForegroundThatHeedsItsClientEndsWithIt() {
        ServerSpec web = container(List.of("--network=host"), HEEDS, "127.0.0.1", "@{port}")
                .build();

        ServerFailedException failed = failure(web);

        assertThat(failed)
                .hasMessageContaining("its command has started the container " + NAME + ", which has ended with it.");
        assertThat(failed.advice()).startsWith("portman cannot run a container as a server");
        assertThat(podman.isRunning(NAME)).isFalse();
        assertThat(portman.probe(web.port().preferred())).isEqualTo(PortState.FREE);
    }

    @Test
    void aContainerBesideAServerIsLeftWhenThatStops() {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" && exec \"$SERVER\" -c \"$CODE\"", "sh"));
        words.addAll(podman.words("run", options(List.of("--detach", "--network=none")), DEAF, "127.0.0.1", "80"));
        List<String> server = PythonServer.words(PythonServer.PLAIN);
        Map<String, String> environment = new HashMap<>(podman.environment());
        environment.put("SERVER", server.get(0));
        environment.put("CODE", server.get(server.size() - 1));
        StartResult web =
                portman.start(server("web").argv(words).environment(environment).build());
        await().until(() -> podman.log(NAME).contains("serves"));

        portman.stop(web.record().key(), AS_DESCRIBED);

        assertThat(told.stream()
                        .filter(ProgressEvent.SparedProcess.class::isInstance)
                        .map(it -> ((ProgressEvent.SparedProcess) it).spared()))
                .extracting(Termination.Spared::name, it -> it.refusal().reason())
                .containsExactly(tuple(
                        "conmon",
                        "part of the container " + NAME + ", which portman does not stop; podman stop " + NAME
                                + " stops it"));
        assertIsLeft();
        assertThat(isAlive(web)).isFalse();
    }

    private SpecBuilder container(List<String> options, String code, String... arguments) {
        return server("web")
                .argv(podman.words("run", options(options), code, arguments))
                .environment(podman.environment());
    }

    private static List<String> options(List<String> more) {
        List<String> options = new ArrayList<>(List.of("--name=" + NAME));
        options.addAll(more);
        return options;
    }

    private ServerFailedException failure(ServerSpec web) {
        return catchThrowableOfType(ServerFailedException.class, () -> portman.start(web));
    }

    private List<Member> living() {
        return launched().stream().flatMap(it -> members(it).stream()).toList();
    }

    private void assertIsLeft() {
        assertThat(podman.isRunning(NAME)).isTrue();
        assertThat(podman.log(NAME)).contains("serves").doesNotContain("asked to end");
        assertThat(podman.count()).isEqualTo(1);
        assertThat(living()).isEmpty();
    }
}
