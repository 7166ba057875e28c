package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.JvmFork;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives a server its session and its mark where the usual programs are not where they are looked for. */
class SessionMakerTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsAPlaceOfItsOwn() {
        Needs.root();
        Needs.tool("unshare");
        Needs.tool("prlimit");
    }

    @Test
    void itIsFoundInOtherKnownPlaces() throws Exception {
        String there = "/run/current-system/sw/bin";
        String moved = "mount -t tmpfs none /run; mkdir -p " + there + "; cp " + Needs.tool("setsid") + " "
                + Needs.tool("prlimit") + " " + there + "; ";

        assertThat(launch(moved + hidden("setsid", "prlimit", "busybox", "perl")))
                .isEqualTo("apart by " + there + "/setsid, marked true, variable none");
    }

    @Test
    void withoutItBusyboxServes() throws Exception {
        Path busybox = Needs.tool("busybox");

        assertThat(launch(hidden("setsid"))).isEqualTo("apart by " + busybox + ", marked true, variable none");
    }

    @Test
    void withoutBothPerlServes() throws Exception {
        Path perl = Needs.tool("perl");

        assertThat(launch(hidden("setsid", "busybox"))).isEqualTo("apart by " + perl + ", marked true, variable none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whereNoProgramSetsTheMarkAnyShellDoes(String shell) throws Exception {
        String replaced = "mount --bind " + Needs.tool(shell).toRealPath() + " $(readlink -f /bin/sh); ";

        assertThat(launch(replaced + hidden("prlimit"))).matches("apart by .*/setsid, marked true, variable none");
    }

    @Test
    void aVariableThatTheShellWouldDropIsWorthMoreThanAMark() throws Exception {
        assertThat(launch(hidden("prlimit"), Map.of(), "kept"))
                .matches("apart by .*/setsid, marked false, variable kept");
        assertThat(launch("", Map.of(), "kept")).matches("apart by .*/setsid, marked true, variable kept");
    }

    @Test
    void withoutAnyTheReasonAndTheWayOutAreTold() throws Exception {
        assertThat(launch(hidden("setsid", "busybox", "perl")))
                .startsWith("refused: None of setsid, busybox and perl was found in /usr/bin, /bin, ")
                .endsWith("so a server could not be kept apart from this terminal. Install util-linux, or busybox.");
    }

    @Test
    void thePathOfTheProjectIsNeverAsked() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path used = folder.resolve("used");
        for (String name : List.of("setsid", "busybox", "perl")) {
            Path forged = Files.writeString(bin.resolve(name), "#!/bin/sh\necho $0 >> '" + used + "'\nexec \"$@\"\n");
            assertThat(forged.toFile().setExecutable(true)).isTrue();
        }

        assertThat(launch(hidden("setsid", "busybox", "perl"), Map.of("PATH", bin + ":" + System.getenv("PATH"))))
                .startsWith("refused: ");
        assertThat(used).doesNotExist();
    }

    /** The commands that make programs useless, for what follows in the same mount namespace. */
    private static String hidden(String... programs) {
        return List.of(programs).stream()
                .flatMap(name -> List.of("/usr/bin/" + name, "/bin/" + name).stream())
                .map(file -> "if [ -e " + file + " ]; then mount --bind /dev/null " + file + "; fi; ")
                .collect(Collectors.joining());
    }

    private String launch(String commands) throws IOException, InterruptedException {
        return launch(commands, Map.of());
    }

    private String launch(String commands, Map<String, String> environment, String... variable)
            throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>(List.of(folder));
        arguments.addAll(List.of(variable));
        Process jvm = JvmFork.of(LaunchThere.class)
                .under(Needs.tool("unshare").toString(), "--mount", "/bin/sh", "-ec", commands + "exec \"$@\"", "sh")
                .start(environment, arguments.toArray());
        return JvmFork.finish(jvm);
    }
}
