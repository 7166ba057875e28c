package dev.portman.benchmarks;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a goal of a build began: what Maven says itself, where it is asked for the time of each line. */
final class MavenClock {

    /** What makes Maven write the time before each line. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "MAVEN_OPTS",
            "-Dorg.slf4j.simpleLogger.showDateTime=true"
                    + " -Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    private MavenClock() {}

    /** The moment at which the execution began, in nanoseconds since 1970. */
    static long begin(Run run, String execution) {
        Pattern line =
                Pattern.compile("^(\\S+) \\[INFO\\] --- .*\\(" + Pattern.quote(execution) + "\\) @", Pattern.MULTILINE);
        Matcher matcher = line.matcher(run.output());
        WrongAnswer.unless(matcher.find(), "the goal never began: " + run.lastLine());
        long millis = OffsetDateTime.parse(matcher.group(1)).toInstant().toEpochMilli();
        return millis * 1_000_000;
    }
}
