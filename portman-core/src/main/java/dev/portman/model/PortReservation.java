package dev.portman.model;

/**
 * A port that a process keeps for itself without a server on it, until it ends.
 *
 * @param port 1 to 65535
 * @param owner whose it is; with its death the reservation is void
 */
public record PortReservation(int port, ProcessIdentity owner) {}
