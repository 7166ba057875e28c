package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portman.model.ProgressEvent;
import dev.portman.model.RefusedException;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.model.StateFolderException;
import dev.portman.model.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the files of servers lie in a project that several machines or containers use, and whose the records are. */
class PlacesOfServersTest extends RealServers {

    private static final String ANOTHER = "0123456789abcdef/" + UUID.randomUUID() + "_4026531836_0\n";

    private Path logs;
    private Path marker;

    @BeforeEach
    void nameFolders() {
        logs = project.resolve("logs");
        marker = logs.resolve(".portman-place");
    }

    @Test
    void theLogsFolderIsOursUntilTheLastServerIsForgotten() {
        StartResult one = portman.start(server("one").build());
        StartResult two = portman.start(server("two").build());
        assertThat(marker).isRegularFile();

        portman.stop(one.record().key(), AS_DESCRIBED);
        assertThat(marker).exists();
        portman.stop(two.record().key(), AS_DESCRIBED);

        assertThat(marker).doesNotExist();
        assertThat(told).noneMatch(ProgressEvent.LogsBeside.class::isInstance);
    }

    @Test
    void besideAnotherPlaceOurFilesLieInAFolderOfTheirOwn() throws IOException {
        Files.createDirectory(logs);
        Files.writeString(marker, ANOTHER);
        Files.writeString(logs.resolve("web.log"), "theirs");
        Files.writeString(logs.resolve("web.status"), "theirs");
        ServerSpec web = server("web").build();
        assertThat(portman.nextLog(web)).isNotEqualTo(logs.resolve("web.log"));

        StartResult started = portman.start(web);

        Path log = started.record().logFile();
        Path ours = started.record().spec().logsDirectory();
        assertThat(ours).hasParent(logs);
        assertThat(log).isRegularFile().isEqualTo(portman.lastLog(web)).isEqualTo(portman.nextLog(web));
        assertThat(told).contains(new ProgressEvent.LogsBeside("web", logs, ours));
        assertThat(List.of("web.pid", "web.status", "web_status.json", "portman.env"))
                .allMatch(it -> Files.exists(ours.resolve(it)));
        portman.stop(started.record().key(), AS_DESCRIBED);
        assertThat(ours.resolve("web.status")).content().contains("state=stopped");
        assertThat(marker).content().isEqualTo(ANOTHER);
        assertThat(logs.resolve("web.log")).hasContent("theirs");
        assertThat(logs.resolve("web.status")).hasContent("theirs");
        assertThat(logs.resolve("web.pid")).doesNotExist();
    }

    @Test
    void aStartThatFailsGivesTheFolderBack() {
        ServerSpec broken = server("broken").python("sys.exit(3)").build();

        assertThatExceptionOfType(ServerFailedException.class).isThrownBy(() -> portman.start(broken));

        assertThat(logs.resolve("broken.log")).exists();
        assertThat(marker).doesNotExist();
    }

    /** Nobody knows then what runs: nothing is told that would be false. */
    @Test
    void aStateFolderThatDisappearsIsToldByWhoeverHadIt() throws IOException {
        StartResult started = portman.start(server("web").build());
        Path aside = Files.move(state, folder.resolve("aside"));

        assertThatExceptionOfType(StateFolderException.class)
                .isThrownBy(() -> portman.stop(started.record().key(), AS_DESCRIBED));
        assertThatExceptionOfType(StateFolderException.class).isThrownBy(() -> portman.status(project));
        assertThatExceptionOfType(StateFolderException.class)
                .isThrownBy(() -> portman.start(server("other").build()));

        assertThat(isAlive(started)).isTrue();
        Files.move(aside, state);
        assertThat(portman.stop(started.record().key(), AS_DESCRIBED)
                        .termination()
                        .isComplete())
                .isTrue();
    }

    @Test
    void aServerWhoseRecordIsLostIsNotSaidToBeDown() throws IOException {
        StartResult started = portman.start(server("web").build());
        ServerKey web = started.record().key();
        Path aside = Files.move(state, folder.resolve("aside"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> open(event -> {}).stop(web, AS_DESCRIBED))
                .withMessage("web is not on record here, but pid " + pid(started) + ", which " + logs
                        + "/web.status names as its process, is there: its record is lost, or in another state folder.")
                .satisfies(it -> assertThat(it.advice())
                        .endsWith("else run portman kill "
                                + started.record().assigned().port() + "."));
        assertThat(isAlive(started)).isTrue();
        kill(started);
        assertThat(open(event -> {}).stop(web, AS_DESCRIBED).termination().how())
                .isEqualTo(Termination.How.ALREADY_GONE);
        assertThat(aside).isDirectory();
    }

    /** Whoever copies a project copies what its files say of servers. */
    @Test
    void whatACopyOfAProjectShowsIsNotItsOwn() throws IOException {
        portman.start(server("web").build());
        Path copy = Files.createDirectories(folder.toRealPath().resolve("copy/logs"));
        Path shown = Files.copy(logs.resolve("web.status"), copy.resolve("web.status"));
        ServerKey web = new ServerKey(folder.toRealPath().resolve("copy"), "web");

        assertThat(portman.stop(web, AS_DESCRIBED).termination().how()).isEqualTo(Termination.How.ALREADY_GONE);

        for (String broken : List.of("", "=", "pid=1", "log=" + copy + "/web.log\npid=x\nticks=1\nport=1\n", "\0")) {
            Files.writeString(shown, broken);
            assertThat(portman.stop(web, AS_DESCRIBED).termination().how())
                    .as(broken)
                    .isEqualTo(Termination.How.ALREADY_GONE);
        }
    }
}
