package dev.portman.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Moments as ISO 8601 in UTC, exactly as {@link Instant#toString()} writes them; that and its parser take as long as a JVM takes to start. */
public final class UtcTime {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int NANO_DIGITS = 9;
    private static final String FORM = "0000-00-00T00:00:00";

    private UtcTime() {}

    /** For example {@code 2026-11-24T14:02:00.120Z}; the years 0 to 9999, others as the JDK writes them. */
    public static String text(Instant moment) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(moment.getEpochSecond(), (long) SECONDS_A_DAY));
        if (day.getYear() < 0 || day.getYear() > 9999) {
            return moment.toString();
        }
        int second = Math.floorMod(moment.getEpochSecond(), SECONDS_A_DAY);
        StringBuilder text = new StringBuilder(FORM.length() + NANO_DIGITS + 2);
        digits(day.getYear(), 4, text).append('-');
        digits(day.getMonthValue(), 2, text).append('-');
        digits(day.getDayOfMonth(), 2, text).append('T');
        digits(second / 3600, 2, text).append(':');
        digits(second / 60 % 60, 2, text).append(':');
        digits(second % 60, 2, text);
        return fraction(moment.getNano(), text).append('Z').toString();
    }

    /** The moment that {@link #text} wrote; empty for any other text. */
    public static Optional<Instant> parse(String text) {
        if (!hasForm(text)) {
            return Optional.empty();
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            long second = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
            Instant moment = Instant.ofEpochSecond(day * SECONDS_A_DAY + second, nanos(text));
            return text(moment).equals(text) ? Optional.of(moment) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static boolean hasForm(String text) {
        int length = text.length();
        boolean fits = length > FORM.length() && length <= FORM.length() + NANO_DIGITS + 2;
        for (int i = 0; fits && i < length; i++) {
            char asked = i < FORM.length() ? FORM.charAt(i) : i == length - 1 ? 'Z' : i == FORM.length() ? '.' : '0';
            fits = asked == '0' ? text.charAt(i) >= '0' && text.charAt(i) <= '9' : text.charAt(i) == asked;
        }
        return fits;
    }

    private static long nanos(String text) {
        int from = Math.min(FORM.length() + 1, text.length() - 1);
        long nanos = number(text, from, text.length() - 1);
        for (int i = text.length() - 1 - from; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static StringBuilder fraction(int nanos, StringBuilder text) {
        if (nanos == 0) {
            return text;
        }
        text.append('.');
        if (nanos % 1_000_000 == 0) {
            return digits(nanos / 1_000_000, 3, text);
        }
        return nanos % 1_000 == 0 ? digits(nanos / 1_000, 6, text) : digits(nanos, NANO_DIGITS, text);
    }

    private static StringBuilder digits(int number, int width, StringBuilder text) {
        int limit = 10;
        for (int i = 1; i < width; i++, limit *= 10) {
            if (number < limit) {
                text.append('0');
            }
        }
        return text.append(number);
    }
}
