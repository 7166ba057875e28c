/** JSON beside a library that is known to be right. */
@NullMarked
package dev.portman.json;

import org.jspecify.annotations.NullMarked;
