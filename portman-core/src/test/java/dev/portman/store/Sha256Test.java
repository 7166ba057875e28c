package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The examples of FIPS 180. */
    @Test
    void isTheOneOfTheStandard() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void agreesWithTheJdkAtEveryLength() throws NoSuchAlgorithmException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder();
        for (int length = 0; length < 400; length++) {
            byte[] theirs =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(Sha256.hex(text.toString()))
                    .as("length %d", length)
                    .isEqualTo(HexFormat.of().formatHex(theirs));
            text.append((char) (' ' + random.nextInt(1000)));
        }
    }
}
