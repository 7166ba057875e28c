package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.procfs.ProcFiles;
import dev.portman.procfs.ProcStat;
import dev.portman.testing.AsNobody;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed writers left is found; what anybody may still use, and what is not ours, is not. */
class LeftoversTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration MONTH = Duration.ofDays(31);

    @TempDir
    Path home;

    private Path folder;
    private Path place;
    private Leftovers leftovers;

    @BeforeEach
    void open() {
        StateFolder state = Samples.stateFolder(home);
        folder = state.machine();
        place = state.path();
        leftovers = new Leftovers(state);
    }

    @Test
    void partsOfFilesAndOldNamesAreFoundAndRemoved() throws IOException {
        Path part = aged(Files.writeString(folder.resolve(".backend-0.json.1f.tmp"), "{"), TWO_HOURS);
        Path probe = aged(Files.createDirectory(folder.resolve(".probe-1f")), TWO_HOURS);
        Path names = aged(Files.writeString(folder.resolve("names-1f"), "x"), MONTH);
        Path inPlace = aged(Files.writeString(place.resolve(".backend-0.json.2f.tmp"), "{"), TWO_HOURS);

        List<Path> found = leftovers.all();
        found.forEach(Leftovers::remove);

        assertThat(found).containsExactlyInAnyOrder(part, probe, names, inPlace);
        assertThat(found).filteredOn(Leftovers::isNames).containsExactly(names);
        assertThat(leftovers.all()).isEmpty();
        assertThat(found).noneMatch(Files::exists);
        found.forEach(Leftovers::remove);
    }

    @Test
    void theFilesOfAGuardianAreLeftoversOnceItsBuildIsGone() throws IOException {
        Needs.that(ProcFiles.isAvailable(), "/proc");
        ProcStat self = ProcStat.read(ProcStat.ownPid()).orElseThrow();
        String ours = "guardian-" + self.pid() + "-" + self.startTicks() + "-1f.jar";
        String former = "guardian-" + self.pid() + "-" + (self.startTicks() - 1) + "-1f";
        aged(Files.writeString(place.resolve(ours), ""), MONTH);
        Files.writeString(place.resolve("guardian-1-1-1f.jar"), "");
        aged(Files.writeString(place.resolve("guardian-x.jar"), ""), MONTH);
        Path jar = aged(Files.writeString(place.resolve(former + ".jar"), ""), TWO_HOURS);
        Path out = aged(Files.writeString(place.resolve(former + ".out"), ""), TWO_HOURS);

        assertThat(leftovers.all()).containsExactlyInAnyOrder(jar, out);
    }

    @Test
    void whatAWriterKilledNowLeavesIsOne() throws IOException {
        Path part = Fresh.file(folder.resolve("." + "x.json" + "."), AtomicFile.PART);
        Path probe = Fresh.folder(folder.resolve(FolderTrust.PROBE));

        assertThat(leftovers.all()).isEmpty();
        aged(part, TWO_HOURS);
        aged(probe, TWO_HOURS);
        assertThat(leftovers.all()).containsExactlyInAnyOrder(part, probe);
    }

    @Test
    void whatIsYoungOrOfAnotherNameStays() throws IOException {
        Files.writeString(folder.resolve(".backend-0.json.1f.tmp"), "young");
        Files.createDirectory(folder.resolve(".probe-1f"));
        aged(Files.writeString(folder.resolve("names-1f"), "used"), TWO_HOURS);
        for (String name : List.of("backend-0.json", "portman.log", "a.tmp", ".tmp", ".x.tmp", "lock", "names")) {
            aged(Files.writeString(folder.resolve(name), "x"), MONTH);
        }
        aged(Files.createDirectory(folder.resolve(".folder.1f.tmp")), MONTH);
        aged(Files.writeString(folder.resolveSibling(".other.1f.tmp"), "above it, where other things may be"), MONTH);

        assertThat(leftovers.all()).isEmpty();
    }

    @Test
    void whatWasWrittenAnewSinceStays() throws IOException {
        Path names = aged(Files.writeString(folder.resolve("names-1f"), "x"), MONTH);
        assertThat(leftovers.all()).containsExactly(names);
        Files.writeString(names, "y");

        Leftovers.remove(names);

        assertThat(names).hasContent("y");
    }

    @Test
    void aLinkIsNoneAndWhatItLeadsToStays() throws IOException {
        Path victim = aged(Files.writeString(home.resolve("victim"), "x"), MONTH);
        Path link = Files.createSymbolicLink(folder.resolve(".backend-0.json.1f.tmp"), victim);
        Files.createSymbolicLink(folder.resolve("names-1f"), victim);
        Files.createSymbolicLink(folder.resolve(".probe-1f"), home);

        assertThat(leftovers.all()).isEmpty();
        Leftovers.remove(link);
        assertThat(victim).exists();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void whatBelongsToOthersStays() throws IOException {
        Needs.root();
        Path part = aged(Files.writeString(folder.resolve(".backend-0.json.1f.tmp"), "x"), TWO_HOURS);
        Files.setAttribute(part, "unix:uid", AsNobody.UID);

        assertThat(leftovers.all()).isEmpty();
        Leftovers.remove(part);
        assertThat(part).exists();
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
