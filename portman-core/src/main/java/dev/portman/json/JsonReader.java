package dev.portman.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what RFC 8259 calls JSON and nothing else: no comments, no field twice, nothing behind the value, no endless depth. */
public final class JsonReader {

    private static final int DEEPEST = 32;
    private static final int HEX = 16;
    private static final char END = '\uffff';

    private final String text;
    /** The same; what is looked at character by character is looked at here. */
    private final char[] chars;

    private int at;

    private JsonReader(String text) {
        this.text = text;
        this.chars = text.toCharArray();
    }

    /**
     * The one value of a text.
     *
     * @throws NotJsonException if it is anything else
     */
    public static Json read(String text) throws NotJsonException {
        JsonReader reader = new JsonReader(text);
        Json value = reader.value(0);
        reader.skipBlanks();
        if (reader.at < reader.chars.length) {
            throw new NotJsonException();
        }
        return value;
    }

    private Json value(int depth) throws NotJsonException {
        skipBlanks();
        return switch (peek()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Flag(true));
            case 'f' -> word("false", new Json.Flag(false));
            case 'n' -> word("null", new Json.Null());
            default -> number();
        };
    }

    private static int deeper(int depth) throws NotJsonException {
        if (depth == DEEPEST) {
            throw new NotJsonException();
        }
        return depth + 1;
    }

    private Json object(int depth) throws NotJsonException {
        Map<String, Json> fields = new LinkedHashMap<>();
        at++;
        skipBlanks();
        if (!skipped('}')) {
            do {
                skipBlanks();
                String name = string();
                skipBlanks();
                require(':');
                if (fields.put(name, value(depth)) != null) {
                    throw new NotJsonException();
                }
                skipBlanks();
            } while (skipped(','));
            require('}');
        }
        return new Json.Obj(fields);
    }

    private Json array(int depth) throws NotJsonException {
        List<Json> elements = new ArrayList<>();
        at++;
        skipBlanks();
        if (!skipped(']')) {
            do {
                elements.add(value(depth));
                skipBlanks();
            } while (skipped(','));
            require(']');
        }
        return new Json.Arr(elements);
    }

    private String string() throws NotJsonException {
        require('"');
        int from = at;
        // Most of a record is plain text: without a call for each character.
        while (at < chars.length && chars[at] >= ' ' && chars[at] != '"' && chars[at] != '\\') {
            at++;
        }
        return peek() == '"' ? text.substring(from, at++) : escaped(text.substring(from, at));
    }

    private String escaped(String before) throws NotJsonException {
        StringBuilder plain = new StringBuilder(before);
        while (peek() != '"') {
            char c = next();
            plain.append(c == '\\' ? unescaped(next()) : c);
        }
        at++;
        return plain.toString();
    }

    private char unescaped(char c) throws NotJsonException {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new NotJsonException();
        };
    }

    private char hex() throws NotJsonException {
        int code = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            char c = next();
            int digit = c < 128 ? Character.digit(c, HEX) : -1;
            if (digit < 0) {
                throw new NotJsonException();
            }
            code = code * HEX + digit;
        }
        return (char) code;
    }

    private Json number() throws NotJsonException {
        int from = at;
        skipped('-');
        if (!skipped('0')) {
            digits();
        }
        if (skipped('.')) {
            digits();
        }
        if (skipped('e') || skipped('E')) {
            if (!skipped('+')) {
                skipped('-');
            }
            digits();
        }
        return new Json.Num(text.substring(from, at));
    }

    private void digits() throws NotJsonException {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == from) {
            throw new NotJsonException();
        }
    }

    private Json word(String word, Json value) throws NotJsonException {
        if (!text.startsWith(word, at)) {
            throw new NotJsonException();
        }
        at += word.length();
        return value;
    }

    private void skipBlanks() {
        while (at < chars.length && isBlank(chars[at])) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private boolean skipped(char c) {
        boolean there = peek() == c && at < chars.length;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char c) throws NotJsonException {
        if (!skipped(c)) {
            throw new NotJsonException();
        }
    }

    private char peek() {
        return at < chars.length ? chars[at] : END;
    }

    /** A character of a string; control characters stand there in their escaped form only. */
    private char next() throws NotJsonException {
        if (at >= chars.length || chars[at] < ' ') {
            throw new NotJsonException();
        }
        return chars[at++];
    }
}
