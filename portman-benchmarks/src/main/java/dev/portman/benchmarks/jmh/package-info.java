/** Calls measured in a warm JVM. */
@NullMarked
package dev.portman.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
