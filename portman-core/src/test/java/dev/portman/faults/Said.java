package dev.portman.faults;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What portman said of one verb.
 *
 * @param by the pid of that portman
 * @param begin when the verb began, as {@link System#nanoTime}
 * @param end when it had ended
 * @param word {@code ready}, {@code stopped}, {@code left}, {@code free}, {@code killed} (both of a port), {@code cleaned}, {@code reaped}, {@code is},
 *     {@code failed}; {@code ended} if portman did before it said anything; {@code broken} if it should never happen
 * @param rest what came after that
 */
record Said(String verb, long by, long begin, long end, String word, String rest) {

    private static final Pattern PID = Pattern.compile("\"pid\" *: *(\\d+)");

    /** {@code BEGIN END WORD REST}; empty if nothing was said. */
    static Said of(String verb, long by, long told, String answer) {
        if (answer.isEmpty()) {
            return new Said(verb, by, told, System.nanoTime(), "ended", "");
        }
        String[] words = answer.split(" ", 4);
        return new Said(
                verb,
                by,
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                words[2],
                words.length > 3 ? words[3] : "");
    }

    /** What its document names as processes of servers. */
    List<Long> pids() {
        return PID.matcher(rest).results().map(it -> Long.valueOf(it.group(1))).toList();
    }

    boolean is(String wanted) {
        return word.equals(wanted);
    }

    /** Whether it claims that there was nothing to end. */
    boolean isNothingToDo() {
        return is("free") || (is("stopped") && rest.equals("already_gone"));
    }

    /** Whether it claims to have ended something. */
    boolean hasEnded() {
        return (is("stopped") || is("killed")) && !isNothingToDo();
    }
}
