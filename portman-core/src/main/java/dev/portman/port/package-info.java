/** Tells whether a port is free, and decides what to do when it is not. */
@NullMarked
package dev.portman.port;

import org.jspecify.annotations.NullMarked;
