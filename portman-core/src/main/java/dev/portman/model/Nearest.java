package dev.portman.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant: the known word with the fewest typing errors between the two. */
public final class Nearest {

    private Nearest() {}

    /** The known word that is at most a third of its letters away from {@code word}; empty if none is. */
    public static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(it -> distance(word, it) <= Math.max(1, it.length() / 3))
                .min(Comparator.<String>comparingInt(it -> distance(word, it))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to change, add, drop or swap with their neighbour ("optimal string alignment"), without regard to case. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] errors = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                errors[i][j] = i == 0 || j == 0 ? i + j : fewest(errors, a.substring(0, i), b.substring(0, j));
            }
        }
        return errors[a.length()][b.length()];
    }

    private static int fewest(int[][] errors, String a, String b) {
        int i = a.length();
        int j = b.length();
        int changed = errors[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, errors[i - 2][j - 2] + 1) : least;
    }
}
