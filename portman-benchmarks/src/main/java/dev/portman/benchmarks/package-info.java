/** Whole processes measured beside each other, and the page that tells of it. */
@NullMarked
package dev.portman.benchmarks;

import org.jspecify.annotations.NullMarked;
