package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.StateFolderException;
import dev.portman.procfs.UserNames;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step of the order, and what is passed over in it. */
class UserHomeTest {

    private static final int SOMEBODY = 12_345;
    private static final Path BELOW = Path.of(".local/state/portman");

    @TempDir
    Path folder;

    private String listed;

    @BeforeEach
    void needsRoot() {
        Needs.root();
        listed = UserNames.homeOf(0).orElseThrow();
    }

    @Test
    void whatThisJvmWasToldComesFirst() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        assertThat(state(home.toString(), "/told")).isEqualTo(Path.of("/told").resolve(BELOW));
        assertThatThrownBy(() -> state(home.toString(), "told"))
                .isInstanceOf(StateFolderException.class)
                .hasMessage("user.home is 'told', which is not an absolute path.");
    }

    @Test
    void anOptionThatSaysTheSameAsPasswdIsStillAnOption() {
        Map<String, String> environment =
                Map.of("HOME", folder.toString(), "JAVA_TOOL_OPTIONS", "-Xmx1g \"-Duser.home=" + listed + "\"");
        assertThat(new UserHome(environment, listed, BELOW).state())
                .isEqualTo(Path.of(listed).resolve(BELOW));
    }

    @Test
    void theCommandLineAndItsFilesAreRead() throws Exception {
        Path options = Files.writeString(folder.resolve("options"), "-Xmx64m\n-Duser.home=\"" + listed + "\"\n");
        Path copies = Files.createDirectory(folder.resolve("copies"));
        for (String option : List.of("-Duser.home=" + listed, "@" + options, "-XX:VMOptionsFile=" + options)) {
            if (option.startsWith("-XX")) {
                Files.writeString(options, "-Duser.home=" + listed);
            }
            assertThat(AsNobody.runWithOptions(copies, List.of(option), StateHomeThere.class, folder))
                    .as(option)
                    .isEqualTo(Path.of(listed).resolve(BELOW).toString());
        }
        assertThat(AsNobody.runWithOptions(copies, List.of("-Dother=x"), StateHomeThere.class, folder))
                .isEqualTo(folder.resolve(BELOW).toString());
    }

    @Test
    void homeIsWhereItPoints() {
        assertThat(state(folder.toString(), listed)).isEqualTo(folder.resolve(BELOW));
        assertThat(state(folder.toString(), folder.toString())).isEqualTo(folder.resolve(BELOW));
    }

    @Test
    void aHomeThatCannotBeOursIsPassedOver() throws IOException {
        Path passwd = Path.of(listed).resolve(BELOW);
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.setAttribute(foreign, "unix:uid", SOMEBODY);
        for (String home : List.of("", "home", "~", folder.resolve("gone").toString(), foreign.toString(), "\0")) {
            assertThat(state(home, listed)).as(home).isEqualTo(passwd);
        }
        assertThat(foreign).isEmptyDirectory();
    }

    @Test
    void aUserWithoutAnEntryUsesHisHome() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.setAttribute(home, "unix:uid", SOMEBODY);
        assertThat(asSomebody(home.toString())).isEqualTo(home.resolve(BELOW).toString());
    }

    @Test
    void everybodyMayMakeHisOwnInAFolderOfRoots() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);
        assertThat(asSomebody(shared.toString()))
                .isEqualTo(shared.resolve(BELOW).toString());
        Files.createDirectories(shared.resolve(".local"));
        assertThat(asSomebody(shared.toString()))
                .as("where another user's is in the way")
                .contains("HOME is " + shared + ", which cannot be written");
    }

    @Test
    void whereNothingCanBeUsedAllIsTold() throws Exception {
        String entry = "; user " + SOMEBODY + " has no entry in passwd.";
        assertThat(asSomebody("/"))
                .isEqualTo("No home for the state folder can be used: HOME is /, which cannot be written" + entry
                        + " Set PORTMAN_STATE_HOME to a folder of yours.");
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.setAttribute(foreign, "unix:uid", AsNobody.UID);
        assertThat(asSomebody(foreign.toString()))
                .contains("HOME is " + foreign + ", which belongs to another user" + entry);
        assertThat(asSomebody("")).contains("HOME is not set" + entry);
        assertThat(asSomebody("?/x")).contains("HOME is ?/x, which is not an absolute path" + entry);
    }

    private static Path state(String home, String property) {
        return new UserHome(Map.of("HOME", home), property, BELOW).state();
    }

    private String asSomebody(String home) throws IOException, InterruptedException {
        Files.setAttribute(folder, "unix:mode", 0755);
        Path copies = Files.createDirectories(folder.resolve("copies"));
        return AsNobody.runAs(SOMEBODY, copies, List.of("/usr/bin/env", "HOME=" + home), StateHomeThere.class, home);
    }
}
