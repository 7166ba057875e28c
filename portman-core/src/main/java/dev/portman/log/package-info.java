/** Creates, rotates, reads and redacts the log files of servers. */
@NullMarked
package dev.portman.log;

import org.jspecify.annotations.NullMarked;
