/** Recognises why a start failed in what the server said: pure, and never a reason to act. */
@NullMarked
package dev.portman.triage;

import org.jspecify.annotations.NullMarked;
