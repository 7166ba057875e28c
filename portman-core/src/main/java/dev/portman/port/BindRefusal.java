package dev.portman.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;

/** Tells "you may not" from "somebody has it": the JDK throws one exception for both, with the C library's localised text. */
final class BindRefusal {

    private static final String DENIED = "Permission denied";
    private static final String IN_USE = "Address already in use";
    private static final String NO_ADDRESS = "assign requested address";

    private BindRefusal() {}

    /** Whether the user lacks the right to bind the port, whoever has it. */
    static boolean isPermission(BindException refused) {
        String text = Objects.requireNonNullElse(refused.getMessage(), "");
        if (text.contains(IN_USE) || text.contains(NO_ADDRESS)) {
            return false;
        }
        return text.contains(DENIED) || !text.equals(textOfInUse());
    }

    /** In a foreign locale, the words for "in use" are learnt by provoking them. */
    private static String textOfInUse() {
        try (Socket first = new Socket();
                Socket second = new Socket()) {
            first.setReuseAddress(false);
            second.setReuseAddress(false);
            first.bind(new InetSocketAddress(0));
            second.bind(new InetSocketAddress(first.getLocalPort()));
            return "";
        } catch (BindException inUse) {
            return Objects.requireNonNullElse(inUse.getMessage(), "");
        } catch (IOException noSocket) {
            // Without a comparison "in use" is the safer reading: nothing is stopped for it without a holder.
            return "";
        }
    }
}
