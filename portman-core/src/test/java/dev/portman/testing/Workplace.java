package dev.portman.testing;

import dev.portman.Portman;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.Allowances;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.process.Member;
import dev.portman.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A project and a state folder of its own for one test, and what portman tells in it; leaves no process behind. */
public final class Workplace implements AutoCloseable {

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final List<ProgressEvent> told = new CopyOnWriteArrayList<>();
    private final Path state;
    private final Path project;

    private Workplace(Path state, Path project) {
        this.state = state;
        this.project = project;
    }

    /** An empty one in a fresh folder. */
    public static Workplace in(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return new Workplace(
                Files.createDirectory(real.resolve("state")), Files.createDirectory(real.resolve("project")));
    }

    /** Where servers are described and run. */
    public Path project() {
        return project;
    }

    /** What outlives a call. */
    public Path state() {
        return state;
    }

    /** Portman, as it works here. */
    public Portman portman() {
        return Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, told::add);
    }

    /** The events of one kind so far, in their order. */
    public <T extends ProgressEvent> List<T> told(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All events so far. */
    public List<ProgressEvent> told() {
        return List.copyOf(told);
    }

    /** The records of all servers that were launched here. */
    public List<ServerRecord> launched() {
        return told(ProgressEvent.Launched.class).stream()
                .map(ProgressEvent.Launched::launched)
                .toList();
    }

    /** What still lives of them. */
    public List<Member> living() {
        return launched().stream()
                .flatMap(record -> new ServerTree(record, table).members().stream())
                .toList();
    }

    @Override
    public void close() {
        living().forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
}
