package dev.portman.model;

import java.util.Optional;

/**
 * Which port a server wants.
 *
 * @param preferred the port to use if it can be had, 0 for any free one
 * @param fallback where to go otherwise
 * @param host where the server is asked; also exported to it as {@code HOST}, but only if the user set it
 */
public record PortRequest(int preferred, FallbackPorts fallback, Optional<String> host) {

    /** The address asked when the user named none. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    /** The host to connect to. */
    public String hostOrDefault() {
        return host.orElse(DEFAULT_HOST);
    }

    /** The address of the server on {@code port}, as a browser takes it; IPv6 literals get their brackets. */
    public String url(int port) {
        return url("http", port);
    }

    /** The same with another scheme. */
    public String url(String scheme, int port) {
        String name = hostOrDefault();
        return scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
}
