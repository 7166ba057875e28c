/** The command line: translates words and options into the library's values, prints what happens, maps errors. Decides nothing. */
@NullMarked
package dev.portman.cli;

import org.jspecify.annotations.NullMarked;
