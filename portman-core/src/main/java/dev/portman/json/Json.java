package dev.portman.json;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A value as it was read; asked for its kind before it is asked for its content. */
public sealed interface Json {

    /**
     * An object.
     *
     * @param fields in their order
     */
    record Obj(Map<String, Json> fields) implements Json {}

    /**
     * An array.
     *
     * @param elements in their order
     */
    record Arr(List<Json> elements) implements Json {}

    /**
     * A string.
     *
     * @param value without quotes and escapes
     */
    record Text(String value) implements Json {}

    /**
     * A number of any size and form.
     *
     * @param literal as it was written
     */
    record Num(String literal) implements Json {

        /** Whether it was written without fraction and exponent. */
        public boolean isInteger() {
            return literal.indexOf('.') < 0 && literal.indexOf('e') < 0 && literal.indexOf('E') < 0;
        }

        /** Its value; empty if it is no integer, or too large. */
        public OptionalLong toLong() {
            if (!isInteger()) {
                return OptionalLong.empty();
            }
            try {
                return OptionalLong.of(Long.parseLong(literal));
            } catch (NumberFormatException tooLarge) {
                return OptionalLong.empty();
            }
        }
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param value which
     */
    record Flag(boolean value) implements Json {}

    /** {@code null}. */
    record Null() implements Json {}
}
