package dev.portman;

import dev.portman.model.Command;
import dev.portman.model.ServerSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells whether two starts had the same description, without keeping the description: an environment may hold secrets. */
final class SpecDigest {

    private SpecDigest() {}

    /** SHA-256 over everything that would make the running server another one. */
    static String of(ServerSpec spec) {
        MessageDigest digest = sha256();
        Command command = spec.command();
        command.argv().forEach(word -> add(digest, word));
        add(digest, command.workingDirectory().toString());
        new TreeMap<>(command.variables()).forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        add(digest, spec.port().toString());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A zero byte after each word, so that "a b" and "ab" differ. */
    private static void add(MessageDigest digest, String word) {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
