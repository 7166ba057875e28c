package dev.portman.config;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import java.util.HashMap;
import java.util.Map;

/** What servers of one project must not share: a name, the variable made of it, a preferred port. */
final class Siblings {

    private final Map<String, String> byVariable = new HashMap<>();
    private final Map<Integer, String> byPort = new HashMap<>();

    void add(ServerSpec spec, ServerWords words) {
        String twin = byVariable.putIfAbsent(ServerName.variable(spec.name()), spec.name());
        if (twin != null) {
            throw new InvalidInputException(
                    "name",
                    spec.name(),
                    twin.equals(spec.name())
                            ? "is used by two servers; each needs its own"
                            : "and '" + twin + "' would both be " + ServerName.variable(twin)
                                    + "_PORT in the environment; rename one");
        }
        if (spec.port().preferred() != 0) {
            String neighbour = byPort.putIfAbsent(spec.port().preferred(), spec.name());
            if (neighbour != null) {
                throw words.refused(
                        "port",
                        Integer.toString(spec.port().preferred()),
                        "is the port of " + neighbour + " already; each server needs its own, or 0 for any free port");
            }
        }
    }
}
