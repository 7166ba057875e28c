/** Whose is a process: the one answer to which of our servers it belongs to, and by which proof. */
@NullMarked
package dev.portman.internal.ownership;

import org.jspecify.annotations.NullMarked;
