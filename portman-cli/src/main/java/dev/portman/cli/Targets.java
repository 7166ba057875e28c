package dev.portman.cli;

import dev.portman.config.KillLimit;
import dev.portman.config.PortText;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code kill} and {@code status} are asked about.
 *
 * @param names of servers
 * @param ports numbers, whoever holds them
 */
record Targets(List<String> names, List<Integer> ports) {

    Targets {
        names = List.copyOf(names);
        ports = List.copyOf(ports);
    }

    /** A word that consists of digits is a port, as are {@code 8000,8001} and {@code 8000-8010}; any other is a name. */
    static Targets of(List<String> words) {
        List<String> names = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (String word : words) {
            if (isPorts(word)) {
                ports.addAll(PortText.ports("PORT", word));
            } else {
                names.add(word);
            }
        }
        return new Targets(names, ports);
    }

    /**
     * The same for {@code kill}.
     *
     * @param allInRange whether more than a hundred ports are meant
     */
    static Targets toKill(List<String> words, boolean allInRange) {
        Targets targets = of(words);
        if (!allInRange) {
            KillLimit.check("PORT", targets.ports().size(), "--all-in-range");
        }
        return targets;
    }

    /** Digits first, after a sign at most, and nothing but digits, commas and hyphens: a mistyped port is refused as one. */
    private static boolean isPorts(String word) {
        int first = word.startsWith("-") ? 1 : 0;
        boolean ports = word.length() > first && isDigit(word.charAt(first));
        for (int i = first; ports && i < word.length(); i++) {
            ports = isDigit(word.charAt(i)) || word.charAt(i) == ',' || word.charAt(i) == '-';
        }
        return ports;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
