/** JSON, read strictly and written as programs expect it, in a lean style: nothing here makes a short run pay for a library's start. */
@NullMarked
package dev.portman.json;

import org.jspecify.annotations.NullMarked;
