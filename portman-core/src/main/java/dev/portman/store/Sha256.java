package dev.portman.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The one hash that names of files are made of, and by which a file is known again: SHA-256 of FIPS 180-4, its names kept. The JDK's own brings its security
 * providers with it, which take as long to load as everything else that a status needs together.
 */
final class Sha256 {

    private static final int BLOCK = 64;
    private static final int LENGTH_BYTES = 8;
    private static final int ROUNDS = 64;
    private static final String DIGITS = "0123456789abcdef";

    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] state = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private final int[] w = new int[ROUNDS];

    private Sha256() {}

    /** The hash of a text's UTF-8 form, in hexadecimal digits. */
    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of some bytes, in hexadecimal digits. */
    static String hex(byte[] message) {
        byte[] padded = padded(message);
        Sha256 hash = new Sha256();
        for (int at = 0; at < padded.length; at += BLOCK) {
            hash.add(padded, at);
        }
        return hash.hex();
    }

    /** A one bit, zeros, and the length in bits at the end of the last block. */
    private static byte[] padded(byte[] message) {
        int blocks = (message.length + LENGTH_BYTES) / BLOCK + 1;
        byte[] padded = Arrays.copyOf(message, blocks * BLOCK);
        padded[message.length] = (byte) 0x80;
        long bits = message.length * (long) Byte.SIZE;
        for (int i = 1; bits != 0; i++, bits >>>= Byte.SIZE) {
            padded[padded.length - i] = (byte) bits;
        }
        return padded;
    }

    private void add(byte[] bytes, int at) {
        schedule(bytes, at);
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int t = 0; t < ROUNDS; t++) {
            int s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
            int t1 = h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t];
            int s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
            int t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private void schedule(byte[] bytes, int at) {
        for (int t = 0; t < 16; t++) {
            int i = at + t * Integer.BYTES;
            w[t] = bytes[i] << 24 | (bytes[i + 1] & 0xff) << 16 | (bytes[i + 2] & 0xff) << 8 | (bytes[i + 3] & 0xff);
        }
        for (int t = 16; t < ROUNDS; t++) {
            int x = w[t - 15];
            int y = w[t - 2];
            int s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
            int s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
    }

    private String hex() {
        StringBuilder hex = new StringBuilder(BLOCK);
        for (int word : state) {
            for (int shift = Integer.SIZE - 4; shift >= 0; shift -= 4) {
                hex.append(DIGITS.charAt(word >>> shift & 0xf));
            }
        }
        return hex.toString();
    }
}
