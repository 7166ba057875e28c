package dev.portman.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a name that somebody wrote stands for: one server, or all instances of one. Plain loops: {@code status} asks this, too. */
public final class Selection {

    private Selection() {}

    /** The known names that {@code name} stands for: itself, else {@code NAME-1}, {@code NAME-2} and so on; none if it stands for nothing. */
    public static List<String> of(String name, Collection<String> known) {
        if (known.contains(name)) {
            return List.of(name);
        }
        List<String> instances = new ArrayList<>();
        for (String each : known) {
            if (isInstance(each, name)) {
                instances.add(each);
            }
        }
        return instances;
    }

    private static boolean isInstance(String name, String of) {
        int digits = of.length() + 1;
        boolean instance = name.startsWith(of) && name.length() > digits && name.charAt(of.length()) == '-';
        for (int i = digits; instance && i < name.length(); i++) {
            instance = name.charAt(i) >= '0' && name.charAt(i) <= '9';
        }
        return instance;
    }
}
