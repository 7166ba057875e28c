/** What stays in the foreground around servers: running them while somebody watches, or while a command needs them; showing their logs. */
@NullMarked
package dev.portman.session;

import org.jspecify.annotations.NullMarked;
