/** Reads and parses Linux's /proc in a lean style: no lambda, no regex, no format, so that a cold JVM pays little. */
@NullMarked
package dev.portman.procfs;

import org.jspecify.annotations.NullMarked;
