package dev.portman.config;

import dev.portman.model.FallbackPorts;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ports and lists of ports as people write them, with the same words in every front end. */
public final class PortText {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");

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
        if (NUMBER.matcher(text.strip()).matches()) {
            int port = Integer.parseInt(text.strip());
            if (port <= PortRange.MAX_PORT) {
                return port;
            }
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
        List<PortRange> ranges = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            ranges.add(range(word).orElseThrow(() -> new InvalidInputException(parameter, text, LIST)));
        }
        return new FallbackPorts(ranges, false).candidates().boxed().toList();
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
        Matcher form = RANGE.matcher(word.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(form.group(1));
        int last = Optional.ofNullable(form.group(2)).map(Integer::parseInt).orElse(first);
        return first >= 1 && first <= last && last <= PortRange.MAX_PORT
                ? Optional.of(new PortRange(first, last))
                : Optional.empty();
    }
}
