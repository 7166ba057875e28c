package dev.portman;

import dev.portman.model.AssignedPort;
import dev.portman.model.Command;
import dev.portman.model.ServerSpec;
import dev.portman.model.SpecDigests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests each part of a description that makes the running server another one. With a key that is kept apart from the records: a record that
 * gets into other hands does not even let a short password be guessed.
 */
final class DigestedSpec {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH_BYTES = 16;

    /** A record has to stay small. */
    private static final int MOST_VARIABLES = 200;

    private static final int LONGEST_NAME = 64;

    private final Mac mac;
    private final Map<String, String> parts = new LinkedHashMap<>();

    private DigestedSpec(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The digests of a server, and of the places of those it needs. */
    static SpecDigests of(ServerSpec spec, Surrounding surrounding, byte[] key) {
        DigestedSpec digested = new DigestedSpec(key);
        Command command = spec.command();
        digested.add("command", String.join("\0", command.argv()));
        digested.add("workingDirectory", command.workingDirectory().toString());
        digested.add("forks", Boolean.toString(command.forks()));
        digested.add("port", Integer.toString(spec.port().preferred()));
        digested.add("fallbackPorts", spec.port().fallback().toString());
        digested.add("host", spec.port().hostOrDefault());
        digested.addVariables(command.variables());
        for (String name : spec.dependsOn()) {
            AssignedPort place = surrounding.running().get(name);
            digested.add(place(name), place == null ? "" : place.url());
        }
        return new SpecDigests(digested.parts);
    }

    /** The name of the part that is the place of a server that is needed. */
    static String place(String server) {
        return "the place of " + server;
    }

    private void addVariables(Map<String, String> variables) {
        StringBuilder others = new StringBuilder();
        int named = 0;
        for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
            if (named < MOST_VARIABLES && variable.getKey().length() <= LONGEST_NAME) {
                add("variable " + variable.getKey(), variable.getValue());
                named++;
            } else {
                others.append(variable.getKey())
                        .append('\0')
                        .append(variable.getValue())
                        .append('\0');
            }
        }
        if (!others.isEmpty()) {
            add("other variables", others.toString());
        }
    }

    private void add(String name, String value) {
        byte[] digest = mac.doFinal((name + "\0" + value).getBytes(StandardCharsets.UTF_8));
        parts.put(name, HexFormat.of().formatHex(digest, 0, LENGTH_BYTES));
    }
}
