package dev.portman.model;

/**
 * A value with a word of its own for users, in the public JSON and in records. The word is written out and never derived from a name in the
 * code: it is a contract, while names in the code may change.
 */
public interface Worded {

    /** The word. */
    String word();
}
