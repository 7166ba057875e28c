/** Turns what people write (words of a POM, of portman.yaml, of the command line) into validated values. */
@NullMarked
package dev.portman.config;

import org.jspecify.annotations.NullMarked;
