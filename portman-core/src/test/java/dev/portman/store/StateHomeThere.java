package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.util.HashMap;
import java.util.Map;

/** Prints where the state of whoever runs it belongs, or why nowhere. */
final class StateHomeThere {

    private StateHomeThere() {}

    /** Argument: HOME; nothing else of the environment is taken but what the JDK reads. */
    public static void main(String[] arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(it -> it.endsWith("STATE_HOME"));
        environment.put("HOME", arguments[0]);
        try {
            System.out.println(StateHome.of(environment, "Linux"));
        } catch (StateFolderException e) {
            System.out.println(e.getMessage() + " " + e.advice());
        }
    }
}
