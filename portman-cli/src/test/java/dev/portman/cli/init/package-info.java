/** Tests of {@code init} on folders made for it. */
@NullMarked
package dev.portman.cli.init;

import org.jspecify.annotations.NullMarked;
