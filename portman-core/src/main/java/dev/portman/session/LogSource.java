package dev.portman.session;

import java.nio.file.Path;

/**
 * Where the output of one server stands.
 *
 * @param server its name
 * @param file its log; may be missing as long as it was never started
 */
public record LogSource(String server, Path file) {}
