/** Keeps a port for one start, host-wide for the user, until its server is gone. */
@NullMarked
package dev.portman.lease;

import org.jspecify.annotations.NullMarked;
