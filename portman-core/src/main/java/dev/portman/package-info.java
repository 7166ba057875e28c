/** The library's front door: {@link dev.portman.Portman} has one method per verb. */
@NullMarked
package dev.portman;

import org.jspecify.annotations.NullMarked;
