package dev.portman.faults;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happened in a trial, for whoever reads of its failure. */
final class Story {

    private static final int LONGEST = 400;

    private Story() {}

    /** Line by line, in milliseconds since {@code begun}: what portman said, then what servers and hooks noted. */
    static String of(long begun, List<Said> said, List<Note> notes) {
        StringBuilder story = new StringBuilder("\n");
        for (Said each : said) {
            String words =
                    String.join(" ", each.verb() + ":", each.word(), each.rest().replaceAll("\\s+", " "));
            story.append("  ")
                    .append(millis(each.begin(), begun))
                    .append(" to ")
                    .append(millis(each.end(), begun))
                    .append(" pid ")
                    .append(each.by())
                    .append(' ')
                    .append(words, 0, Math.min(LONGEST, words.length()))
                    .append('\n');
        }
        for (Note each : notes) {
            story.append("    ")
                    .append(millis(each.at(), begun))
                    .append(' ')
                    .append(String.join(" ", each.name(), each.words()))
                    .append(" pid ")
                    .append(each.pid())
                    .append(" by ")
                    .append(each.parent())
                    .append('\n');
        }
        return story.toString();
    }

    private static long millis(long at, long begun) {
        return TimeUnit.NANOSECONDS.toMillis(at - begun);
    }
}
