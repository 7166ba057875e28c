/** Real processes and sockets for tests; everything started here ends with its test, and by itself after a minute. */
@NullMarked
package dev.portman.testing;

import org.jspecify.annotations.NullMarked;
