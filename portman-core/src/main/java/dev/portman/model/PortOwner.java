package dev.portman.model;

import java.util.Optional;

/**
 * Who is concerned with a port: what a failed start that names it can be explained with.
 *
 * @param port which one
 * @param holders who listens there
 * @param server a recorded server whose port it is, or was meant to be
 */
public record PortOwner(int port, Holders holders, Optional<ServerStatus> server) {}
