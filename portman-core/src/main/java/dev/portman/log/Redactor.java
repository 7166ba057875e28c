package dev.portman.log;

import dev.portman.model.SecretText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps secrets that a server prints out of what portman prints. */
public final class Redactor {

    private static final int MIN_LENGTH = 4;

    private final List<String> secrets;

    private Redactor(List<String> secrets) {
        // A secret may contain another one: the longest first, or its rest would stay.
        this.secrets = secrets.stream()
                .filter(it -> it.length() >= MIN_LENGTH)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Knows the values of all variables whose names sound like a secret ({@code pass}, {@code secret}, {@code token}, {@code key},
     * {@code cred}, {@code auth}), and the passwords in URLs; {@code true}, {@code false} and values of fewer than four characters are left alone, they would blacken everything.
     */
    @SafeVarargs
    public static Redactor forEnvironment(Map<String, String>... environments) {
        List<String> secrets = new ArrayList<>();
        for (Map<String, String> environment : environments) {
            environment.forEach((name, value) -> {
                if (isSecret(name, value)) {
                    secrets.add(value);
                }
                secrets.addAll(SecretText.inUrls(value));
            });
        }
        return new Redactor(secrets);
    }

    /** Knows these, if they are long enough. */
    public static Redactor of(List<String> secrets) {
        return new Redactor(secrets);
    }

    /** One that knows these as well. */
    public Redactor and(List<String> more) {
        List<String> all = new ArrayList<>(secrets);
        all.addAll(more);
        return new Redactor(all);
    }

    private static boolean isSecret(String name, String value) {
        boolean isFlag = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        return !isFlag && SecretText.isNameOfSecret(name);
    }

    /** The text with every known secret, and what sounds like one in URLs, replaced by {@code ***}. */
    public String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, SecretText.HIDDEN);
        }
        return SecretText.withoutThoseOfUrls(redacted);
    }
}
