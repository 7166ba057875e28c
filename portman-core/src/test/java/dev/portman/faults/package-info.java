/** The fault suite: what happens to portman when everything around it fails, with real processes, and what happens to bystanders then. */
@NullMarked
package dev.portman.faults;

import org.jspecify.annotations.NullMarked;
