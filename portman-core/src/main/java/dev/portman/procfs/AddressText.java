package dev.portman.procfs;

import java.net.InetAddress;

/** The one spelling of an IP address that portman uses, so that addresses from different sources can be compared. */
public final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    /** {@code address} as {@code 127.0.0.1}, or in the short form of RFC 5952 as {@code ::1}; no zone. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? four(bytes, 0) : of(bytes);
    }

    /** As above, for 4 or 16 bytes in network order; {@code ::ffff:1.2.3.4} is spelled {@code 1.2.3.4}. */
    static String of(byte[] bytes) {
        if (bytes.length == 4) {
            return four(bytes, 0);
        }
        return isMapped(bytes) ? four(bytes, 12) : six(bytes);
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static String four(byte[] bytes, int from) {
        StringBuilder text = new StringBuilder(15);
        for (int i = from; i < from + 4; i++) {
            if (i > from) {
                text.append('.');
            }
            text.append(bytes[i] & 0xFF);
        }
        return text.toString();
    }

    private static String six(byte[] bytes) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(bytes, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder(39);
        int i = 0;
        while (i < GROUPS) {
            if (i == start) {
                text.append("::");
                i += length;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(bytes, i)));
                i++;
            }
        }
        return text.toString();
    }

    private static int zeros(byte[] bytes, int from) {
        int at = from;
        while (at < GROUPS && group(bytes, at) == 0) {
            at++;
        }
        return at - from;
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xFF) << 8) | (bytes[2 * index + 1] & 0xFF);
    }
}
