package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as typed, and what a file says in the user's place. */
class TypedPropertiesTest {

    private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";
    private static final String ALLOW = "portman.allow";

    @TempDir
    Path root;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(root.resolve(".mvn"));
    }

    /** "daemon": the command line of the JVM is not that of one call of Maven. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Dportman.allow=redis-server|                            |typed",
                "-Dportman.allow=redis-server|-Dportman.allow=redis-server|refused",
                "-Dportman.allow=redis-server|-Dportman.port=8000         |typed",
                "-Dportman.allow=redis-server|-Dmy.portman.allow=x        |typed",
                "-Dportman.allow=redis-server|-Dportman.allowed=x         |typed",
                "-Dportman.allow=redis-server|# add -Dportman.allow=x     |typed",
                "-D portman.allow=redis      |                            |typed",
                "--define portman.allow=redis|                            |typed",
                "--define=portman.allow=redis|                            |typed",
                "-Dportman.allowed=redis     |                            |not typed",
                "-Dother=portman.allow       |                            |not typed",
                "verify                      |                            |not typed",
                "verify                      |-Dportman.allow=redis-server|refused",
                "verify                      |-D portman.allow=redis      |refused",
                "verify                      |--define=portman.allow=redis|refused",
                "verify                      |# -Dportman.allow=redis     |refused",
                "daemon                      |                            |typed",
                "daemon                      |-Dportman.port=8000         |typed",
                "daemon                      |-Dportman.allow=redis-server|refused",
                "daemon                      |# -Dportman.allow=redis     |refused",
            })
    void decidesByTheCommandLineAndTheFiles(String call, String config, String verdict) throws IOException {
        if (config != null) {
            Files.writeString(root.resolve(".mvn/maven.config"), config + "\n");
        }

        Optional<String> objection = typed(call).objection(ALLOW, true);

        if (verdict.equals("refused")) {
            assertThat(objection)
                    .contains("counts only when you type it; remove it from " + root.resolve(".mvn/maven.config"));
        } else {
            assertThat(objection.isEmpty()).isEqualTo(verdict.equals("typed"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portman.allow = redis-server",
                "portman.allow",
                "portman\\u002eallow: redis-server",
                "port\\\n  man.allow=redis-server",
                "maven.override.portman.allow=redis-server"
            })
    void readsPropertiesAsMavenDoes(String text) throws IOException {
        for (String name : List.of("maven-user.properties", "maven.properties", "maven-system.properties")) {
            Path file = Files.writeString(root.resolve(".mvn").resolve(name), text);

            assertThat(typed("daemon").objection(ALLOW, true).orElse("")).contains(file.toString());
            Files.delete(file);
        }
        assertThat(typed("daemon").objection(ALLOW, true)).isEmpty();
    }

    @Test
    void readsWhatAFileIncludes() throws IOException {
        Files.writeString(root.resolve(".mvn/maven-user.properties"), "${includes} = ?\"missing\", \"../first\"");
        Files.writeString(root.resolve("first"), "${includes} = ${maven.project.conf}/second, first");
        assertThat(typed("daemon").objection(ALLOW, true)).isEmpty();

        Path second = Files.writeString(root.resolve(".mvn/second"), "portman.allow=redis-server");
        assertThat(typed("daemon").objection(ALLOW, true).orElse("")).contains(second.toString());
    }

    @Test
    void readsTheArgumentFilesOfTheJvm() throws IOException {
        Files.writeString(root.resolve(".mvn/jvm.config"), "-Xmx1g @more.options");
        Path more = Files.writeString(root.resolve("more.options"), "-Dportman.allow=redis-server");

        assertThat(typed("verify").objection(ALLOW, false).orElse("")).contains(more.toString());
    }

    @Test
    void anIncludeThatCannotBeFollowedIsDoubtedWhereTheCommandLineSaysNothing() throws IOException {
        Path file = Files.writeString(root.resolve(".mvn/maven-user.properties"), "${includes} = ${some.where}/x");

        assertThat(typed("daemon").objection(ALLOW, true).orElse("")).contains(file + ", or what that includes");
        assertThat(typed("daemon").objection(ALLOW, false)).isEmpty();
        assertThat(typed("-Dportman.allow=x").objection(ALLOW, true)).isEmpty();
    }

    @Test
    void aFileIsRefusedEvenIfItHasNoEffect() throws IOException {
        Files.writeString(root.resolve(".mvn/jvm.config"), "-Dportman.allow=redis-server");

        assertThat(typed("verify").objection(ALLOW, false)).isPresent();
        assertThat(typed("verify").objection("portman.port", false)).isEmpty();
    }

    @Test
    void knowsTheCommandLinesOfMaven() {
        assertThat(CallWords.behindLauncher(List.of("java", "-Dportman.allow=x", LAUNCHER, "verify")))
                .contains(List.of("verify"));
        assertThat(CallWords.behindLauncher(
                        List.of("java", "-Dmaven.mainClass=org.apache.maven.cling.MavenCling", LAUNCHER, "verify")))
                .contains(List.of("verify"));
        assertThat(CallWords.behindLauncher(
                        List.of("java", "-Dmaven.mainClass=org.apache.maven.cling.MavenShellCling", LAUNCHER)))
                .isEmpty();
        assertThat(CallWords.behindLauncher(List.of("java", "org.mvndaemon.mvnd.common.MavenDaemon")))
                .isEmpty();
        assertThat(CallWords.ofThisJvm()).as("surefire is no Maven").isEmpty();
    }

    private TypedProperties typed(String call) {
        List<String> argv = call.equals("daemon")
                ? List.of("java", "org.mvndaemon.mvnd.common.MavenDaemon")
                : List.of(("java " + LAUNCHER + " " + call).split(" "));
        return new TypedProperties(CallWords.behindLauncher(argv), MvnFolder.files(root));
    }
}
