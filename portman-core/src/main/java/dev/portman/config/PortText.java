package dev.portman.config;

import dev.portman.model.FallbackPorts;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads ports and lists of ports as people write them, with the same words in every front end. */
public final class PortText {

    private static final int MOST_DIGITS = 5;
    private static final int NONE = -1;

    private static final String LIST =
            "must be ports from 1 to 65535 or ascending ranges such as 8001-8010, separated by commas";

    private PortText() {}

    /**
     * Reads the port that a server wants.
     *
     * @param parameter the word under which the user wrote it, for the message
     * @param text what the user wrote
     * @return 0 (any free port) to 65535
     * @throws InvalidInputException for anything else
     */
    public static int port(String parameter, String text) {
        int port = number(text.strip());
        if (port != NONE && port <= PortRange.MAX_PORT) {
            return port;
        }
        throw new InvalidInputException(parameter, text, "must be a number from 0 to 65535");
    }

    /**
     * Reads ports that are asked about: {@code 8000,8001} or {@code 8000-8003}.
     *
     * @param parameter the word under which the user wrote them, for the message
     * @param text what the user wrote
     * @return at least one port, each once, in the order written, 1 to 65535
     * @throws InvalidInputException for anything else
     */
    public static List<Integer> ports(String parameter, String text) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (String word : text.split(",", -1)) {
            PortRange range = range(word).orElseThrow(() -> new InvalidInputException(parameter, text, LIST));
            for (int port = range.first(); port <= range.last(); port++) {
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    /**
     * Reads where a start may go instead: {@code 8001-8010,9000}, {@code 0} for any free port, {@code none}.
     *
     * @param parameter the word under which the user wrote it, for the message
     * @param text what the user wrote
     * @return the ports in the order written
     * @throws InvalidInputException for anything else
     */
    public static FallbackPorts fallback(String parameter, String text) {
        if (text.strip().equals("none")) {
            return FallbackPorts.NONE;
        }
        List<PortRange> ranges = new ArrayList<>();
        boolean any = false;
        for (String word : text.split(",", -1)) {
            if (word.strip().equals("0")) {
                any = true;
            } else {
                ranges.add(range(word)
                        .orElseThrow(() -> new InvalidInputException(
                                parameter, text, LIST + "; or 0 for any free port; or none")));
            }
        }
        return new FallbackPorts(ranges, any);
    }

    private static Optional<PortRange> range(String word) {
        String written = word.strip();
        int hyphen = written.indexOf('-');
        int first = number(hyphen < 0 ? written : written.substring(0, hyphen).strip());
        int last = hyphen < 0 ? first : number(written.substring(hyphen + 1).strip());
        return first >= 1 && first <= last && last <= PortRange.MAX_PORT
                ? Optional.of(new PortRange(first, last))
                : Optional.empty();
    }

    /** By hand: a pattern costs a short run of the command more than all ports it is ever asked about. */
    private static int number(String digits) {
        int value = digits.isEmpty() || digits.length() > MOST_DIGITS ? NONE : 0;
        for (int i = 0; value != NONE && i < digits.length(); i++) {
            char c = digits.charAt(i);
            value = c >= '0' && c <= '9' ? value * 10 + (c - '0') : NONE;
        }
        return value;
    }
}
