/** The checks that make a server ready, and the one loop that waits for them. */
@NullMarked
package dev.portman.health;

import org.jspecify.annotations.NullMarked;
