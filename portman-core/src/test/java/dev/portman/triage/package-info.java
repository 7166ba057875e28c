/** Tests of what is recognised in the last words of a server. */
@NullMarked
package dev.portman.triage;

import org.jspecify.annotations.NullMarked;
