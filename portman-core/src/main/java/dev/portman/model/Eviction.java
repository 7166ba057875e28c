package dev.portman.model;

/**
 * A holder that had to go for a start: kept with the record so that nobody has to wonder later.
 *
 * @param pid its number then
 * @param command its command line, redacted and shortened, for people
 * @param user whose it was
 * @param how how it went
 */
public record Eviction(long pid, String command, String user, Termination.How how) {}
