package dev.portman.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says in one line that an input is refused, and with which complete message. */
final class Refusals {

    private Refusals() {}

    static void assertRefused(ThrowingCallable input, String message) {
        assertThatThrownBy(input)
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    /** A value as a message shows it: in quotes, or not at all if nothing was given. */
    static String shown(String value) {
        return value.isEmpty() ? "" : " '" + value + "'";
    }
}
