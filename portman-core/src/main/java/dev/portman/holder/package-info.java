/** Finds who listens on a port: one implementation per operating system, chosen in one place. */
@NullMarked
package dev.portman.holder;

import org.jspecify.annotations.NullMarked;
