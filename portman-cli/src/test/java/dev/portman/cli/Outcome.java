package dev.portman.cli;

/**
 * What a call of the command came to.
 *
 * @param exitCode what scripts see
 * @param out its standard output; under a terminal also its standard error
 * @param err its standard error
 */
record Outcome(int exitCode, String out, String err) {}
