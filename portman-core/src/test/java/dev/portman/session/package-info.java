@NullMarked
package dev.portman.session;

import org.jspecify.annotations.NullMarked;
