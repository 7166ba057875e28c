/** The real jar, run as a process. */
@NullMarked
package dev.portman.cli;

import org.jspecify.annotations.NullMarked;
