package dev.portman.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Times as people say them: as exact as matters, in the user's own time zone. */
final class TimeText {

    private TimeText() {}

    /** {@code 40 ms}, {@code 0.2 s}, {@code 2.31 s}, {@code 12.3 s}, {@code 10 s}, {@code 2 min 5 s}. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 == 0 || millis >= 60_000) {
            return whole(millis / 1000);
        }
        if (millis < 100) {
            return millis + " ms";
        }
        String form = millis < 1000 || millis >= 10_000 ? "%.1f s" : "%.2f s";
        return String.format(Locale.ROOT, form, millis / 1000.0);
    }

    /** The time for today, else the date. */
    static String moment(Instant instant, Clock clock) {
        ZonedDateTime local = instant.atZone(clock.getZone());
        return local.toLocalDate().equals(LocalDate.now(clock))
                ? twoDigits(local.getHour()) + ":" + twoDigits(local.getMinute())
                : local.toLocalDate().toString();
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String whole(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        String rest = seconds % 60 == 0 ? "" : " " + seconds % 60 + " s";
        return seconds / 60 + " min" + rest;
    }
}
