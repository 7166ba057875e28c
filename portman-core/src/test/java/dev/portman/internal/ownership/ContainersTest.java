package dev.portman.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ProcessDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command lines of container runtimes tell; those of conmon and of the shim were copied from real ones. */
class ContainersTest {

    private static final String ID = "938c454af933bf73f9048692c14017543af6358f5fa48e190c81cbe2979fb406";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # podman
            /usr/bin/conmon | --api-version 1 -c ID -u ID -r /usr/bin/runc -n web_1 --exit-command /usr/bin/podman --exit-command-arg --root | the container web_1 | podman stop web_1 stops it
            /usr/bin/conmon | --api-version 1 -c ID -u ID --exit-command /usr/bin/podman | the container 938c454af933 | podman stop 938c454af933 stops it
            # CRI-O, of which people stop pods
            /usr/bin/conmon | -b /run -c ID --exit-dir /var/run/crio/exits -n k8s_web_1 -r /usr/bin/runc | the container k8s_web_1 | whatever runs it has to stop it
            # a name that no runtime allows is not for people to paste
            /usr/bin/conmon | -n ;reboot --exit-command /usr/bin/podman | a container | whatever runs it has to stop it
            /usr/bin/conmon | -n | a container | whatever runs it has to stop it
            # docker, and containerd by itself
            /usr/bin/containerd-shim-runc-v2 | -namespace moby -id ID -address /run/containerd/containerd.sock | the container 938c454af933 | docker stop 938c454af933 stops it
            /usr/bin/containerd-shim-runc-v2 | -namespace k8s.io -id ID | the container 938c454af933 | whatever runs it has to stop it
            /usr/bin/docker-proxy | -proto tcp -host-ip 0.0.0.0 -host-port 8000 -container-ip 172.17.0.2 -container-port 80 | a container | docker ps --filter publish=8000 tells which one it is
            /usr/bin/docker-proxy | -host-port 8000;reboot | a container | docker ps tells which one it is
            /usr/bin/rootlessport | | a container | whatever runs it has to stop it
            """)
    void aProcessOfARuntimeTellsWhichContainerItStandsFor(
            String executable, @Nullable String arguments, String title, String wayOut) {
        Container container =
                Containers.of(42, process(executable, words(arguments))).orElseThrow();

        assertThat(container.pid()).isEqualTo(42);
        assertThat(container.title()).isEqualTo(title);
        assertThat(container.wayOut()).isEqualTo(wayOut);
        assertThat(container.reason()).isEqualTo("part of " + title + ", which portman does not stop; " + wayOut);
    }

    @Test
    void whoStartsAndAsksForContainersIsNoContainer() {
        assertThat(List.of("/usr/bin/podman", "/usr/bin/docker", "/usr/bin/kubectl", "/usr/bin/python3"))
                .allSatisfy(it -> assertThat(Containers.of(42, process(it, List.of("run", "-n", "web"))))
                        .isEmpty());
    }

    private static List<String> words(@Nullable String arguments) {
        return arguments == null
                ? List.of()
                : List.of(arguments.replace("ID", ID).split(" ", -1));
    }

    private static ProcessDescription process(String executable, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(executable));
        words.addAll(arguments);
        return new ProcessDescription(
                "name", "name", "root", Optional.empty(), words, Optional.of(Path.of(executable)), Optional.empty());
    }
}
