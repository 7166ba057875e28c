/** Proves who a process is, decides whether it may be signalled, stops trees and launches servers; knows no ports. */
@NullMarked
package dev.portman.process;

import org.jspecify.annotations.NullMarked;
