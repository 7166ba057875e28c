package dev.portman;

import dev.portman.model.AssignedPort;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.process.Cookie;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Records as another call would have kept them. */
final class RecordedServers {

    private RecordedServers() {}

    /** Keeps a record in a state folder. */
    static void keep(Path state, ServerRecord record) {
        registry(state).save(record);
    }

    private static Registry registry(Path state) {
        return new Registry(StateFolder.open(Map.of("PORTMAN_STATE_HOME", state.toString())), event -> {});
    }

    /** A server of another folder that is led by a process, otherwise like one that is known. */
    static ServerRecord other(Path directory, String name, ProcessIdentity leader, ServerRecord like) {
        int port = like.assigned().port() - 1;
        return new ServerRecord(
                new ServerKey(directory, name),
                Cookie.fresh(),
                like.starter(),
                Optional.of(leader),
                like.spec(),
                new AssignedPort(port, port, "http://127.0.0.1:" + port),
                like.report());
    }
}
