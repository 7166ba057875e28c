package dev.portman.process;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the random value by which the processes of one server are recognised. */
public final class Cookie {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private Cookie() {}

    /** 128 random bits in hex. */
    public static String fresh() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
