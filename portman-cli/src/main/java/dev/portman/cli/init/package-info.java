/** {@code init}: looks at a project, guesses its servers, and writes the files that start them. Knows no command line and no Maven. */
@NullMarked
package dev.portman.cli.init;

import org.jspecify.annotations.NullMarked;
