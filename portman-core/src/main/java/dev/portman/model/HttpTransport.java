package dev.portman.model;

import java.nio.file.Path;
import java.util.Optional;

/** How an HTTP check reaches its server, and by what it recognises it. */
public sealed interface HttpTransport {

    /** {@code http} or {@code https}. */
    String scheme();

    /** Without encryption. */
    record Plain() implements HttpTransport {

        @Override
        public String scheme() {
            return "http";
        }
    }

    /**
     * With a certificate that must be valid for the server's host.
     *
     * @param caFile the authorities that are trusted, in PEM; empty for those of the Java runtime. Read at each try: a server may write it
     *     when it starts
     */
    record Verified(Optional<Path> caFile) implements HttpTransport {

        @Override
        public String scheme() {
            return "https";
        }
    }

    /** With any certificate whatever: only because the user has asked for exactly that. */
    record TrustAll() implements HttpTransport {

        @Override
        public String scheme() {
            return "https";
        }
    }
}
