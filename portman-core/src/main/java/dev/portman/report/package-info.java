/** Turns values into what people and programs read: sentences, tables, JSON. */
@NullMarked
package dev.portman.report;

import org.jspecify.annotations.NullMarked;
