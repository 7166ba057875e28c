package dev.portman.log;

import java.util.regex.Pattern;

/** Removes what a server sends to colour a terminal: noise in a message, and in the way of a pattern. */
final class Colours {

    /** A control sequence of ECMA-48, 5.4: CSI, parameters, intermediates, final byte. */
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");

    private Colours() {}

    static String removed(String text) {
        return text.indexOf('\u001b') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
    }
}
