package dev.portman.log;

import dev.portman.model.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps secrets that a server prints out of what portman prints. */
public final class Redactor {

    private static final Pattern SECRET_NAME = Pattern.compile("(?i)pass|secret|token|key|cred|auth");
    private static final int MIN_LENGTH = 4;

    private final List<String> secrets;

    private Redactor(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Knows the values of all variables whose names sound like a secret ({@code pass}, {@code secret}, {@code token}, {@code key},
     * {@code cred}, {@code auth}); {@code true}, {@code false} and values of fewer than four characters are left alone, they would blacken everything.
     */
    @SafeVarargs
    public static Redactor forEnvironment(Map<String, String>... environments) {
        List<String> secrets = new ArrayList<>();
        for (Map<String, String> environment : environments) {
            environment.forEach((name, value) -> {
                if (isSecret(name, value)) {
                    secrets.add(value);
                }
            });
        }
        // A secret may contain another one: the longest first, or its rest would stay.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return new Redactor(secrets);
    }

    private static boolean isSecret(String name, String value) {
        boolean isFlag = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        return value.length() >= MIN_LENGTH
                && !isFlag
                && SECRET_NAME.matcher(name).find();
    }

    /** The text with every known secret, and the user and password in URLs, replaced by {@code ***}. */
    public String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "***");
        }
        return Printable.withoutUrlPasswords(redacted);
    }
}
