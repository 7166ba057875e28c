package dev.portman.model;

/**
 * A server that is not running any more; its port can be bound.
 *
 * @param key which server
 * @param termination how it went; {@link Termination.How#ALREADY_GONE} if there was nothing to stop
 */
public record StopResult(ServerKey key, Termination termination) {}
