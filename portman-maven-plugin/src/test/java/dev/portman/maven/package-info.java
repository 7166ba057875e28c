/** Tests of the Maven front end that need no Maven; the rest is in src/it. */
@NullMarked
package dev.portman.maven;

import org.jspecify.annotations.NullMarked;
