package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.Suspect.Trait;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts that the guard judges by: of real processes, and of a table that shows what this machine does not have. */
class SuspectLookTest {

    private static final ProcessIdentity SELF = new ProcessIdentity(100, 10, "boot", "ns", 1000);
    private static final ProcessIdentity OTHER = new ProcessIdentity(200, 20, "boot", "ns", 1001);

    private final ProcessTable real = ProcessTable.forThisSystem();

    @TempDir
    Path folder;

    @Test
    void anOrdinaryProcessHasNoTraits() {
        try (LaunchedServer server = LaunchedServer.python(folder, PythonServer.SILENT)) {
            server.awaitLine("up");

            Suspect suspect = look(real).look(server.identity(), Kinship.TREE);

            assertThat(suspect.pid()).isEqualTo(server.pid());
            assertThat(suspect.uid()).isEqualTo(real.self().uid());
            assertThat(suspect.executable()).startsWith("python3");
            assertThat(suspect.names()).contains("python3", suspect.executable());
            assertThat(suspect.commandLine()).isEqualTo(server.spec().command().argv());
            assertThat(suspect.traits()).isEmpty();
            assertThat(suspect.kinship()).isEqualTo(Kinship.TREE);
        }
    }

    @Test
    void weOurAncestorsAndTheFirstProcessAreKnown() {
        SuspectLook look = look(real);

        assertThat(look.look(real.self(), Kinship.NONE).traits()).contains(Trait.SELF);
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        assertThat(look.look(real.identity(parent.pid()).orElseThrow(), Kinship.NONE)
                        .traits())
                .contains(Trait.ANCESTOR);
        ProcessIdentity self = real.self();
        ProcessIdentity first = new ProcessIdentity(1, 0, self.bootId(), self.namespaces(), 0);
        assertThat(look.look(first, Kinship.NONE).traits()).contains(Trait.ANCESTOR);
    }

    @Test
    void whatHasChangedOrEndedIsUnreadable() {
        LaunchedServer server = LaunchedServer.python(folder, PythonServer.SILENT);
        ProcessIdentity id = server.identity();
        ProcessIdentity recycled =
                new ProcessIdentity(id.pid(), id.startTicks() + 1, id.bootId(), id.namespaces(), id.uid());

        assertThat(look(real).look(recycled, Kinship.NONE).traits()).contains(Trait.UNREADABLE);
        server.close();
        assertThat(look(real).look(id, Kinship.NONE).traits()).contains(Trait.UNREADABLE);
    }

    @Test
    void anotherNamespaceIsKnown() {
        ProcessIdentity foreign = new ProcessIdentity(200, 20, "boot", "other", 1000);

        assertThat(look(new Table(Map.of())).look(foreign, Kinship.NONE).traits())
                .contains(Trait.OTHER_NAMESPACE);
    }

    @Test
    void aProcessInTheCgroupOfAServiceIsThatService() {
        Table table = new Table(Map.of(200L, "/system.slice/nginx.service"));

        assertThat(look(table).look(OTHER, Kinship.NONE).serviceUnit()).contains("nginx.service");
    }

    @Test
    void whoeverSharesOurOwnServiceIsNoServiceOfItsOwn() {
        Table table = new Table(Map.of(100L, "/system.slice/jenkins.service", 200L, "/system.slice/jenkins.service"));

        assertThat(look(table).look(OTHER, Kinship.NONE).serviceUnit()).isEmpty();
    }

    @Test
    void aSessionOfAUserIsNoService() {
        Table table = new Table(Map.of(200L, "/user.slice/user-1000.slice/session-1.scope"));

        assertThat(look(table).look(OTHER, Kinship.NONE).serviceUnit()).isEmpty();
    }

    @Test
    void aNameThatAProcessGaveItselfIsNotThatOfItsExecutable() {
        Suspect suspect = look(new Table(Map.of())).look(OTHER, Kinship.NONE);

        assertThat(suspect.executable())
                .as("the executable cannot be read, and the name beside it could be anything")
                .isEmpty();
        assertThat(suspect.commandLine()).containsExactly("node", "server.js");
        assertThat(suspect.names()).containsExactlyInAnyOrder("forged", "node");
    }

    @Test
    void whoElseCountsOnItIsAsked() {
        Suspect suspect = new SuspectLook(new Table(Map.of()), process -> Optional.of("server of " + process.pid()))
                .look(OTHER, Kinship.NONE);

        assertThat(suspect.leaseHolder()).contains("server of 200");
    }

    private static SuspectLook look(ProcessTable table) {
        return new SuspectLook(table, process -> Optional.empty());
    }

    /** Ourselves, started by init, and one other process whose executable cannot be read; cgroups as given. */
    private record Table(Map<Long, String> cgroups) implements ProcessTable {

        @Override
        public Optional<ProcessRow> row(long pid) {
            return rows().stream().filter(row -> row.pid() == pid).findFirst();
        }

        @Override
        public List<ProcessRow> rows() {
            return List.of(
                    new ProcessRow(100, 1, 100, 10, ProcessRow.Life.ALIVE, false),
                    new ProcessRow(200, 1, 200, 20, ProcessRow.Life.ALIVE, false));
        }

        @Override
        public Optional<ProcessIdentity> identity(long pid) {
            return pid == 100 ? Optional.of(SELF) : Optional.of(OTHER).filter(it -> it.pid() == pid);
        }

        @Override
        public ProcessIdentity self() {
            return SELF;
        }

        @Override
        public Optional<ProcessDescription> description(long pid) {
            return Optional.of(new ProcessDescription(
                    "forged",
                    "forged",
                    "anna",
                    Optional.empty(),
                    List.of("node", "server.js"),
                    Optional.empty(),
                    Optional.empty()));
        }

        @Override
        public Optional<String> cookie(long pid) {
            return Optional.empty();
        }

        @Override
        public OptionalLong mark(long pid) {
            return OptionalLong.empty();
        }

        @Override
        public long now() {
            return 30;
        }

        @Override
        public boolean showsItsEnvironment(long pid) {
            return false;
        }

        @Override
        public Optional<String> network(long pid) {
            return Optional.empty();
        }

        @Override
        public Optional<String> cgroup(long pid) {
            return Optional.ofNullable(cgroups.get(pid));
        }
    }
}
