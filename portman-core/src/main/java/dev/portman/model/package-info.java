/** The values that everything speaks in: wanted, decided, happened, persisted, observed; they import nothing of portman. */
@NullMarked
package dev.portman.model;

import org.jspecify.annotations.NullMarked;
