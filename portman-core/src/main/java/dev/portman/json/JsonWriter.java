package dev.portman.json;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes one JSON object, front to back, in the form that Jackson gave it from the first version on: one line, or indented for people. */
public final class JsonWriter {

    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int objects;
    private boolean first = true;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
        open('{');
    }

    /** An object on one line. */
    public static JsonWriter compact() {
        return new JsonWriter(false);
    }

    /** An object that people can read, too. */
    public static JsonWriter pretty() {
        return new JsonWriter(true);
    }

    /** A field with a number. */
    public JsonWriter put(String name, long value) {
        field(name).append(value);
        return this;
    }

    /** A field with {@code true} or {@code false}. */
    public JsonWriter put(String name, boolean value) {
        field(name).append(value);
        return this;
    }

    /** A field with a string. */
    public JsonWriter put(String name, String value) {
        quote(value, field(name));
        return this;
    }

    /** A field with a string, or with {@code null} where there is none. */
    public JsonWriter put(String name, Optional<String> value) {
        return value.isPresent() ? put(name, value.get()) : putNull(name);
    }

    /** A field with a number, or with {@code null} where there is none. */
    public JsonWriter put(String name, OptionalLong value) {
        return value.isPresent() ? put(name, value.getAsLong()) : putNull(name);
    }

    /** A field with an array of strings. */
    public JsonWriter put(String name, List<String> values) {
        array(name);
        for (String value : values) {
            quote(value, element());
        }
        return endArray();
    }

    /** A field with an array of numbers. */
    public JsonWriter put(String name, long[] values) {
        array(name);
        for (long value : values) {
            element().append(value);
        }
        return endArray();
    }

    /** A field with {@code null}. */
    public JsonWriter putNull(String name) {
        field(name).append("null");
        return this;
    }

    /** Begins an object in a field. */
    public JsonWriter object(String name) {
        field(name);
        return open('{');
    }

    /** Begins an array in a field; its elements are objects. */
    public JsonWriter array(String name) {
        field(name);
        return open('[');
    }

    /** Begins an object in an array. */
    public JsonWriter object() {
        element();
        return open('{');
    }

    /** Ends the innermost object. */
    public JsonWriter end() {
        objects--;
        if (pretty && first) {
            out.append(' ');
        } else if (pretty) {
            indent();
        }
        return close('}');
    }

    /** Ends the innermost array. */
    public JsonWriter endArray() {
        return (pretty ? close(' ') : this).close(']');
    }

    /** The text, once the whole object is ended. */
    @Override
    public String toString() {
        return out.toString();
    }

    private JsonWriter open(char bracket) {
        out.append(bracket);
        objects += bracket == '{' ? 1 : 0;
        first = true;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    private StringBuilder field(String name) {
        separate();
        if (pretty) {
            indent();
        }
        quote(name, out);
        return out.append(pretty ? " : " : ":");
    }

    private StringBuilder element() {
        separate();
        return pretty ? out.append(' ') : out;
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void indent() {
        out.append('\n');
        for (int i = 0; i < objects; i++) {
            out.append("  ");
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                escape(c, out.append(text, from, i));
                from = i + 1;
            }
        }
        out.append(from == 0 ? text : text.substring(from)).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        int named = "\b\t\n\f\r\"\\".indexOf(c);
        out.append('\\');
        if (named >= 0) {
            out.append("btnfr\"\\".charAt(named));
        } else {
            out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        }
    }
}
