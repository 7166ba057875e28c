package dev.portman.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.model.FilePattern;
import dev.portman.model.Restart;
import dev.portman.model.ServerSpec;
import dev.portman.model.Upkeep;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files and folders that change: that something stirs is told, and a look shows what. */
class WatchedFilesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    private Path project;
    private WatchedFiles files;

    @BeforeEach
    void open() throws IOException {
        project = Files.createDirectory(temporary.toRealPath().resolve("project"));
        write("portman.yaml", "servers:");
        files = WatchedFiles.open();
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void showsWhatMattersAndNothingElse() throws IOException {
        write("src/a.py", "");
        write("src/deep/b.py", "");
        write("src/deep/b.js", "");
        write("src/node_modules/c.py", "");
        write("logs/api.log", "");
        write("notes.txt", "");
        assertThat(files.look(aim("src/**/*.py")).files().keySet())
                .containsExactlyInAnyOrder(at("portman.yaml"), at("src/a.py"), at("src/deep/b.py"));
        assertThat(files.look(aim(".")).files().keySet())
                .containsExactlyInAnyOrder(
                        at("portman.yaml"), at("src/a.py"), at("src/deep/b.py"), at("src/deep/b.js"), at("notes.txt"));
        assertThat(files.look(aim("src/node_modules")).files().keySet())
                .containsExactlyInAnyOrder(at("portman.yaml"), at("src/node_modules/c.py"));
    }

    @Test
    void tellsOfAFileThatIsWritten() throws IOException {
        write("src/a.py", "1");
        Aim aim = aim("src");
        Snapshot before = files.look(aim);
        assertThat(files.stir()).isFalse();

        write("src/a.py", "22");
        await().atMost(LONG).until(files::stir);
        assertThat(files.look(aim).changedSince(before)).containsExactly(at("src/a.py"));
    }

    @Test
    void tellsOfAFileThatIsReplacedByOneOfItsSizeAndAge() throws IOException {
        write("src/a.py", "1");
        Aim aim = aim("src/a.py");
        Snapshot before = files.look(aim);
        write("src/new", "2");
        Files.setLastModifiedTime(at("src/new"), Files.getLastModifiedTime(at("src/a.py")));

        Files.move(at("src/new"), at("src/a.py"), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(LONG).until(files::stir);
        assertThat(files.look(aim).changedSince(before)).containsExactly(at("src/a.py"));
    }

    @Test
    void followsIntoFoldersThatAppearAndComeBack() throws IOException {
        Aim aim = aim("src/**/*.py");
        Snapshot before = files.look(aim);

        write("src/one/a.py", "");
        await().atMost(LONG).until(files::stir);
        assertThat(stirred(aim, at("src/one/a.py")).changedSince(before)).containsExactly(at("src/one/a.py"));

        write("src/one/two/b.py", "");
        await().atMost(LONG).until(files::stir);
        stirred(aim, at("src/one/two/b.py"));

        Files.move(at("src"), at("away"));
        await().atMost(LONG).until(files::stir);
        assertThat(files.look(aim)).isEqualTo(before);
        write("src/c.py", "");
        await().atMost(LONG).until(files::stir);
        stirred(aim, at("src/c.py"));
        files.stir();
        write("src/d.py", "");
        await().atMost(LONG).until(files::stir);
        stirred(aim, at("src/d.py"));
    }

    @Test
    void doesNotStirForWhatIsNotLookedAt() throws IOException {
        write("src/a.py", "");
        write("node_modules/x/y.js", "");
        files.look(aim("."));

        write("node_modules/x/y.js", "changed");
        write("src/a.py", "changed");
        await().atMost(LONG).until(files::stir);
        assertThat(files.stir()).as("only src").isFalse();
        write("node_modules/x/z.js", "new");
        Snapshot look = files.look(aim("."));
        assertThat(look.files().keySet()).noneMatch(it -> it.toString().contains("node_modules"));
    }

    @Test
    void seesADescriptionThroughALink() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.toRealPath().resolve("elsewhere"));
        Files.move(at("portman.yaml"), elsewhere.resolve("real.yaml"));
        Files.createSymbolicLink(at("portman.yaml"), elsewhere.resolve("real.yaml"));
        Aim aim = aim();
        Snapshot before = files.look(aim);

        Files.writeString(elsewhere.resolve("real.yaml"), "servers: {}");
        await().atMost(LONG).until(files::stir);
        assertThat(files.look(aim).changedSince(before)).containsExactly(at("portman.yaml"));
    }

    @Test
    void knowsWhoIsConcerned() throws IOException {
        write(".env", "A=1");
        ServerSpec api = spec("api", List.of(at(".env")), ".");
        ServerSpec web = spec("web", List.of(), "web/**");
        Aim aim = Aim.of(at("portman.yaml"), List.of(api, web));
        assertThat(aim.isDescribedBy(Set.of(at(".env")))).isTrue();
        assertThat(aim.isDescribedBy(Set.of(at("portman.yaml")))).isTrue();
        assertThat(aim.isDescribedBy(Set.of(at("src/a.py")))).isFalse();
        assertThat(aim.concerned(Set.of(at(".env"), at("portman.yaml"), at("logs/api.log"))))
                .isEmpty();
        assertThat(aim.concerned(Set.of(at("web/index.html"))).keySet()).containsExactly(api.key(), web.key());
        assertThat(aim.concerned(Set.of(at("a.py"))).keySet()).containsExactly(api.key());
    }

    private Snapshot stirred(Aim aim, Path file) {
        await().atMost(LONG).until(() -> files.look(aim).files().containsKey(file));
        return files.look(aim);
    }

    private Aim aim(String... patterns) {
        return Aim.of(at("portman.yaml"), List.of(spec("api", List.of(), patterns)));
    }

    private ServerSpec spec(String name, List<Path> sources, String... patterns) {
        List<FilePattern> watch =
                Stream.of(patterns).map(it -> FilePattern.of(project, it)).toList();
        return new SpecBuilder(project, name)
                .upkeep(new Upkeep(Restart.NEVER, watch, sources))
                .build();
    }

    private Path at(String name) {
        return project.resolve(name);
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(at(name).resolve("..").normalize());
        Files.writeString(at(name), content);
    }
}
