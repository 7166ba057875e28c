package dev.portman.lease;

import dev.portman.model.ServerKey;
import dev.portman.process.ProcessTable;
import dev.portman.store.Registry;
import dev.portman.store.Reservations;
import dev.portman.store.StateFolder;
import dev.portman.store.StateLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Tells in another namespace which ports are leased there, and reserves one. */
final class ReserveThere {

    private ReserveThere() {}

    /** Arguments: what the state folder is in, the port. */
    public static void main(String[] arguments) {
        StateFolder state = StateFolder.open(Map.of("PORTMAN_STATE_HOME", arguments[0]));
        int port = Integer.parseInt(arguments[1]);
        PortLeases leases = new PortLeases(
                new Registry(state, event -> {}),
                new Reservations(state),
                new StateLock(state),
                ProcessTable.forThisSystem());
        Set<Integer> taken = leases.takenByOthers(new ServerKey(Path.of("/there"), "server"));
        List<Integer> reserved = leases.reserve(1, () -> IntStream.of(port), it -> true);
        System.out.println("taken " + taken + ", reserved " + reserved);
    }
}
