package dev.portman.cli;

import dev.portman.config.PortText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code kill} and {@code status} are asked about.
 *
 * @param names of servers
 * @param ports numbers, whoever holds them
 */
record Targets(List<String> names, List<Integer> ports) {

    private static final Pattern PORTS = Pattern.compile("-?\\d[\\d,-]*");

    Targets {
        names = List.copyOf(names);
        ports = List.copyOf(ports);
    }

    /** A word that consists of digits is a port, as are {@code 8000,8001} and {@code 8000-8010}; any other is a name. */
    static Targets of(List<String> words) {
        List<String> names = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (String word : words) {
            if (PORTS.matcher(word).matches()) {
                ports.addAll(PortText.ports("PORT", word));
            } else {
                names.add(word);
            }
        }
        return new Targets(names, ports);
    }
}
