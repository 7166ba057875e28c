package dev.portman.holder;

import dev.portman.model.ProcessIdentity;

/**
 * A process that should hold a port, if it still is what it was.
 *
 * @param process who it was
 * @param port what it should listen on
 */
public record Leader(ProcessIdentity process, int port) {}
