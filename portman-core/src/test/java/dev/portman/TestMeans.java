package dev.portman;

import dev.portman.holder.HolderFinder;
import dev.portman.lease.PortLeases;
import dev.portman.model.Allowances;
import dev.portman.model.ProgressEvent;
import dev.portman.port.PortProbe;
import dev.portman.process.Children;
import dev.portman.process.ProcessTable;
import dev.portman.store.DigestKey;
import dev.portman.store.Histories;
import dev.portman.store.KnownNames;
import dev.portman.store.Leftovers;
import dev.portman.store.LogFolders;
import dev.portman.store.Places;
import dev.portman.store.RefusedFiles;
import dev.portman.store.Registry;
import dev.portman.store.Reservations;
import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** What verbs work with, on ways to look at the machine that a test has chosen. */
final class TestMeans {

    private TestMeans() {}

    /** On the state in {@code home}. */
    static Means of(Path home, ProcessTable table, HolderFinder finder, Consumer<ProgressEvent> told) {
        StateFolder state = StateFolder.open(Map.of("PORTMAN_STATE_HOME", home.toString()));
        Machine machine = new Machine(table, finder, new PortProbe(finder), new Children());
        Registry registry = new Registry(state, told);
        StateLock lock = new StateLock(state);
        Memory memory = new Memory(
                registry,
                new PortLeases(registry, new Reservations(state), lock, table),
                new Histories(state),
                new KnownNames(state),
                new RefusedFiles(state),
                new Leftovers(state),
                told,
                new DigestKey(state),
                new Places(state, told),
                new LogFolders(state),
                state.home());
        return new Means(
                machine, memory, new Stopper(machine, memory, Allowances.NONE, told), told, false, new Means.Never());
    }
}
