/** Keeps what must outlive the JVM: records, status files, the audit trail, and the lock around them. */
@NullMarked
package dev.portman.store;

import org.jspecify.annotations.NullMarked;
