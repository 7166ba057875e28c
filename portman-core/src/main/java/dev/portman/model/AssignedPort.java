package dev.portman.model;

/**
 * The port a server really got.
 *
 * @param port in use
 * @param requested what it had wanted; 0 was any
 * @param url where it answers
 */
public record AssignedPort(int port, int requested, String url) {}
