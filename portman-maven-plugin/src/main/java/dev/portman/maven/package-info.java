/** The Maven front end: translates a POM's words into the library's values, prints what happens, maps errors. Decides nothing. */
@NullMarked
package dev.portman.maven;

import org.jspecify.annotations.NullMarked;
