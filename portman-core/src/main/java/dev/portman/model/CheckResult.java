package dev.portman.model;

import java.time.Duration;
import java.time.Instant;

/**
 * What one check said at one moment.
 *
 * @param check the check's label
 * @param ok whether it passed
 * @param detail what was seen, in words
 * @param at when it was asked
 * @param took how long the answer took
 */
public record CheckResult(String check, boolean ok, String detail, Instant at, Duration took) {}
