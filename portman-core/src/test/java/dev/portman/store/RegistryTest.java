package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.Lifetime;
import dev.portman.model.ProgressEvent;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.Side;
import dev.portman.model.StateFolderException;
import dev.portman.testing.Needs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryTest {

    private static final ServerRecord RECORD = Samples.ready("backend");

    @TempDir
    Path home;

    private final List<ProgressEvent> told = new ArrayList<>();
    private Path folder;
    private Registry registry;

    @BeforeEach
    void open() {
        StateFolder state = Samples.stateFolder(home);
        folder = state.path();
        registry = new Registry(state, told::add);
    }

    @Test
    void findsWhatWasSaved() {
        registry.save(Samples.intent("backend", Path.of("/x")));
        registry.save(RECORD);
        registry.save(Samples.ready("web"));
        assertThat(registry.find(RECORD.key())).contains(RECORD);
        assertThat(registry.all()).containsExactlyInAnyOrder(RECORD, Samples.ready("web"));
        assertThat(registry.in(RECORD.key().directory())).containsExactlyInAnyOrder(RECORD, Samples.ready("web"));
        assertThat(registry.in(Path.of("/elsewhere"))).isEmpty();
        assertThat(registry.find(new ServerKey(Path.of("/elsewhere"), "backend")))
                .isEmpty();
        assertThat(told).isEmpty();
        assertThat(names()).allMatch(name -> name.matches("(backend|web)-[0-9a-f]{16}\\.json"));
    }

    @Test
    void keepsAPersonsServerApartFromABuilds() {
        ServerRecord persons = RECORD.usedBy(List.of());
        ServerRecord builds = ofBuild(persons);
        registry.save(persons);
        registry.save(builds);

        assertThat(registry.find(persons.key())).contains(persons);
        assertThat(registry.find(builds.key())).contains(builds);
        assertThat(registry.in(persons.key().directory())).containsExactlyInAnyOrder(persons, builds);
        registry.forget(persons.key());
        assertThat(registry.all()).containsExactly(builds);
    }

    @ParameterizedTest
    @EnumSource(Lifetime.class)
    void knowsWhoseAServerIsFromBeforeThereWereSides(Lifetime lifetime) throws IOException {
        ServerRecord old = withLifetime(lifetime);
        ServerRecord meant = lifetime == Lifetime.BUILD ? ofBuild(old) : old;
        registry.save(old);
        Path file = folder.resolve(names().get(0));
        String text = Files.readString(file);
        Files.writeString(
                file,
                Sums.withMatchingSum(
                        text.replace("{\"schema\":3,", "{\"schema\":2,").replace("\"side\":\"person\",", "")));

        assertThat(registry.all()).containsExactly(meant);
        assertThat(registry.find(meant.key())).contains(meant);
        ServerRecord anew = RECORD.usedBy(List.of());
        registry.save(anew);
        assertThat(registry.find(anew.key())).as("a start of a person's").contains(anew);
        assertThat(registry.find(ofBuild(old).key()).isPresent()).isEqualTo(lifetime == Lifetime.BUILD);
        registry.forget(meant.key());
        assertThat(registry.find(meant.key())).isEmpty();
        assertThat(told).isEmpty();
    }

    private static ServerRecord ofBuild(ServerRecord server) {
        return new ServerRecord(
                server.key().on(Side.BUILD),
                server.cookie(),
                server.mark(),
                server.starter(),
                server.leader(),
                server.spec(),
                server.assigned(),
                server.report(),
                server.users(),
                server.stop());
    }

    private static ServerRecord withLifetime(Lifetime lifetime) {
        return new ServerRecord(
                RECORD.key(),
                RECORD.cookie(),
                RECORD.starter(),
                RECORD.leader(),
                new RecordedSpec(
                        RECORD.spec().digests(),
                        lifetime,
                        RECORD.spec().stopping(),
                        RECORD.spec().logsDirectory()),
                RECORD.assigned(),
                RECORD.report());
    }

    @Test
    void forgetsAsOftenAsAsked() {
        registry.save(RECORD);
        registry.forget(RECORD.key());
        registry.forget(RECORD.key());
        assertThat(registry.find(RECORD.key())).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void movesATornRecordAsideAndSaysSo() throws IOException {
        Path file = saved();
        Files.writeString(file, "{\"schema\":3,");
        assertThat(registry.find(RECORD.key())).isEmpty();
        assertThat(registry.find(RECORD.key())).isEmpty();
        Path aside = file.resolveSibling(file.getFileName() + ".refused-1");
        assertThat(told).containsExactly(new ProgressEvent.RecordRefused(file, "it is not valid JSON", aside));
        assertThat(aside).hasContent("{\"schema\":3,");
    }

    @Test
    void numbersWhatItRefusesAndKeepsOnlySoMany() throws IOException {
        for (int i = 0; i < 30; i++) {
            Files.createFile(saved().resolveSibling("refuse.json"));
            registry.all();
        }
        assertThat(names())
                .filteredOn(name -> name.startsWith("refuse.json.refused-"))
                .hasSize(20);
    }

    @Test
    void refusesALargeFileWithoutReadingIt() throws IOException {
        Path file = saved();
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 30);
        }
        assertRefused(file, "it is larger than 65536 bytes");
    }

    @Test
    void refusesLinksFoldersAndBinaries() throws IOException {
        Path file = saved();
        Path victim = Files.writeString(home.resolve("victim"), ServerRecordJson.write(RECORD));
        Files.delete(file);
        Files.createSymbolicLink(file, victim);
        assertRefused(file, "it is not a plain file");
        Files.createDirectory(file);
        assertRefused(file, "it is not a plain file");
        saved();
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80});
        assertRefused(file, "it is not UTF-8 text");
        assertThat(victim).exists();
    }

    @Test
    void refusesWhatOthersCouldHaveWritten() throws IOException {
        Path file = saved();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertRefused(file, "it can be written by others");
    }

    @Test
    void refusesWhatBelongsToSomebodyElse() throws IOException {
        Needs.root();
        Path file = saved();
        Files.setAttribute(file, "unix:uid", 65_534);
        assertRefused(file, "it belongs to another user");
    }

    @Test
    void refusesARecordUnderTheNameOfAnother() throws IOException {
        Path file = saved();
        registry.save(Samples.ready("web"));
        Files.copy(file, RecordName.of(Samples.key("web"), folder), StandardCopyOption.REPLACE_EXISTING);
        assertThat(registry.find(Samples.key("web"))).isEmpty();
        assertThat(told)
                .extracting(it -> ((ProgressEvent.RecordRefused) it).reason())
                .containsExactly("its name and its content are of two servers");
    }

    @Test
    void leavesTheRecordOfANewerVersionAsItIs() throws IOException {
        Path file = saved();
        String newer = ServerRecordJson.write(RECORD).replace("{\"schema\":3,", "{\"schema\":99,");
        Files.writeString(file, newer);
        assertThat(registry.all()).isEmpty();
        registry.forget(RECORD.key());
        assertThatThrownBy(() -> registry.save(RECORD))
                .isInstanceOf(StateFolderException.class)
                .hasMessage("Record " + file + " was written by a newer version of portman; it is left as it is.");
        assertThat(file).hasContent(newer);
        assertThat(told)
                .containsExactly(new ProgressEvent.RecordRefused(
                        file, "it was written by a newer version of portman (schema 99)", file));
    }

    @Test
    void movesTheRecordOfAnOlderVersionAside() throws IOException {
        Path file = saved();
        Files.writeString(file, ServerRecordJson.write(RECORD).replace("{\"schema\":3,", "{\"schema\":1,"));
        assertThat(registry.all()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(told)
                .containsExactly(new ProgressEvent.RecordRefused(
                        file,
                        "it was written by an older version of portman (schema 1)",
                        file.resolveSibling(file.getFileName() + ".refused-1")));
    }

    @Test
    void doesNotSaveWhatItWouldRefuse() {
        ServerRecord absurd = RECORD.launched(Samples.process(0));
        assertThatThrownBy(() -> registry.save(absurd))
                .isInstanceOf(StateFolderException.class)
                .hasMessage("Record " + RecordName.of(RECORD.key(), folder)
                        + " would not be believed when it is read again: its pid is absurd.");
        assertThat(names()).isEmpty();
    }

    @Test
    void replacesAPlantedLinkAndLeavesTheVictimAlone() throws IOException {
        Path victim = Files.writeString(home.resolve("victim"), "intact");
        Path file = RecordName.of(RECORD.key(), folder);
        Files.createSymbolicLink(file, victim);
        registry.save(RECORD);
        assertThat(victim).hasContent("intact");
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(registry.find(RECORD.key())).contains(RECORD);
    }

    @Test
    void saysThatLookingFailedWhereTheFolderIsGone() throws IOException {
        Files.delete(folder);
        assertThatThrownBy(registry::all)
                .isInstanceOf(StateFolderException.class)
                .hasMessage("State folder " + folder + " cannot be listed: no such file or folder.");
        assertThatThrownBy(() -> registry.save(RECORD))
                .isInstanceOf(StateFolderException.class)
                .hasMessage("Record " + RecordName.of(RECORD.key(), folder)
                        + " cannot be written: no such file or folder.");
    }

    private void assertRefused(Path file, String reason) {
        told.clear();
        assertThat(registry.all()).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).isInstanceOf(ProgressEvent.RecordRefused.class);
        assertThat(((ProgressEvent.RecordRefused) told.get(0)).reason()).isEqualTo(reason);
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    private Path saved() {
        registry.save(RECORD);
        return RecordName.of(RECORD.key(), folder);
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
