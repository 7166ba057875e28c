package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.StateFolderException;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, by whom it can be read, and what is done when it cannot be written at all. */
@Tag("faults")
class FileFaultTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsStartedWhereNothingCanBeRemembered() throws IOException {
        Needs.root();
        Row row = Row.of(
                "F104",
                "the state folder is a file, below a file, another user's, writable by others, replaceable by anybody, or a link to nowhere",
                "servers started without a record");
        for (int i = 0; i < Trials.of(1, 10); i++) {
            Path trial = Files.createTempDirectory(folder.toRealPath(), "trial");
            Path file = Files.createFile(trial.resolve("file"));
            Path foreign = Files.createDirectory(trial.resolve("foreign"));
            Files.setAttribute(foreign, "unix:uid", AsNobody.UID);
            Path open = Files.createDirectory(trial.resolve("open"));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path link = Files.createSymbolicLink(trial.resolve("link"), Path.of("/proc/nowhere"));
            for (Path state : List.of(
                    file, file.resolve("below"), foreign, open, open.resolve("below"), link, Path.of("/proc/x"))) {
                refused(row, new Place(state, trial));
            }
        }
        row.broken("the state folder is a good one", startsIn(Place.in(folder)));
        row.end();
    }

    @Test
    void nobodyElseMayReadWhatIsWritten() throws Exception {
        Row row = Row.of(
                "F110",
                "start, reserve, status, stop under umask 000",
                "files or folders with a bit for group or others");
        Path careless = Files.createDirectory(folder.resolve("careless"));
        new ProcessBuilder("/bin/sh", "-c", "umask 000; echo >" + careless.resolve("file"))
                .start()
                .waitFor();
        row.broken("modes are left to the umask", !openFiles(careless).isEmpty());
        for (int i = 0; i < Trials.of(1, 20); i++) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh();
                    ActorJvm actor = ActorJvm.start(place, "/bin/sh", "-c", "umask 000; exec \"$@\"", "sh")) {
                assertThat(actor.ask("start server 0 EVICT " + marked.word())).startsWith("started");
                assertThat(actor.ask("reserve 2")).startsWith("reserved");
                List<String> open = openFiles(place.state());
                open.addAll(openFiles(place.project().resolve("logs")));
                actor.ask("stop server");
                open.addAll(openFiles(place.state()));
                row.trial(!open.isEmpty(), open.toString());
            }
        }
        row.end();
    }

    private static boolean startsIn(Place place) {
        try (Marked marked = Marked.fresh()) {
            place.portman(event -> {})
                    .start(place.server("server")
                            .python(PythonServer.PLAIN, marked.word())
                            .build());
            return !marked.processes().isEmpty();
        }
    }

    private static void refused(Row row, Place place) {
        try (Marked marked = Marked.fresh()) {
            String answer = "";
            try {
                place.portman(event -> {})
                        .start(place.server("server")
                                .python(PythonServer.PLAIN, marked.word())
                                .build());
            } catch (StateFolderException refused) {
                answer = String.valueOf(refused.getMessage());
            }
            row.trial(
                    !answer.contains(place.state().getFileName().toString())
                            || !marked.processes().isEmpty(),
                    place.state() + ": " + answer);
        }
    }

    private static List<String> openFiles(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            List<String> open = new ArrayList<>();
            for (Path file : files.filter(it -> !it.equals(where)).toList()) {
                int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                if ((mode & 0077) != 0) {
                    open.add(file + " " + Integer.toOctalString(mode));
                }
            }
            return open;
        }
    }
}
