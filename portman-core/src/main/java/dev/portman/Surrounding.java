package dev.portman;

import dev.portman.config.PortVariables;
import dev.portman.model.AssignedPort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one start has to know of the other servers of its project.
 *
 * @param preferred the ports that siblings prefer: never handed out as a fallback
 * @param running the ports of the siblings that run already, by name
 * @param others what those of the same call are going to do
 */
record Surrounding(Set<Integer> preferred, Map<String, AssignedPort> running, Others others) {

    Surrounding {
        preferred = Set.copyOf(preferred);
        running = Map.copyOf(running);
    }

    /** Of a server that is the only one of its call. */
    Surrounding(Set<Integer> preferred, Map<String, AssignedPort> running) {
        this(preferred, running, Others.NONE);
    }

    /** The same for a server of a call with others. */
    Surrounding beside(Others inSameCall) {
        return new Surrounding(preferred, running, inSameCall);
    }

    /** The values of {@code @{...}}: the server's own, and its siblings' under their names. */
    Map<String, String> placeholders(AssignedPort own, String host) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("port", Integer.toString(own.port()));
        values.put("host", host);
        values.put("url", own.url());
        running.forEach((name, sibling) -> {
            values.put(name + ".port", Integer.toString(sibling.port()));
            values.put(name + ".url", sibling.url());
        });
        return values;
    }

    /** The siblings' ports as the server's environment shows them: {@code BACKEND_PORT}, {@code BACKEND_URL}. */
    Map<String, String> environment() {
        return PortVariables.of(running);
    }
}
