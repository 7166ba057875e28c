package dev.portman.config;

import dev.portman.model.AssignedPort;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a program learns from its environment where servers are: one rule for siblings, for {@code exec} and for {@code portman.env}. */
public final class PortVariables {

    private PortVariables() {}

    /** What the variables of a server begin with: {@code MY_APP} for {@code my-app}. */
    public static String prefix(String name) {
        return ServerName.variable(name);
    }

    /** {@code BACKEND_PORT} and {@code BACKEND_URL} for each server, by its name. */
    public static Map<String, String> of(Map<String, AssignedPort> servers) {
        Map<String, String> variables = new LinkedHashMap<>();
        servers.forEach((name, assigned) -> {
            String prefix = prefix(name);
            variables.put(prefix + "_PORT", Integer.toString(assigned.port()));
            variables.put(prefix + "_URL", assigned.url());
        });
        return variables;
    }
}
