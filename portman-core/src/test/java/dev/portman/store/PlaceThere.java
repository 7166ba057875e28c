package dev.portman.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A place of another namespace: keeps a record in its folder, or drops what is gone, and stays until its input ends. */
final class PlaceThere {

    private PlaceThere() {}

    /** Arguments: state home, {@code save} and the name of a server, or {@code drop} and anything. */
    public static void main(String[] arguments) throws IOException {
        StateFolder state = StateFolder.open(Map.of("PORTMAN_STATE_HOME", arguments[0]));
        if (arguments[1].equals("save")) {
            new Registry(state, event -> {}).save(Samples.ready(arguments[2], Path.of("/logs")));
        } else {
            new Places(state, event -> {}).dropGone();
        }
        System.out.println(state.path());
        System.in.transferTo(System.out);
    }
}
