package dev.portman.model;

/** Who asked for a verb, because what is right for a person at a terminal is wrong for a phase of a build. */
public enum Caller {
    /** A person typed the goal or the command; a terminal is not needed for that. */
    USER,
    /** A goal runs because it is bound to a phase of a build. */
    PHASE
}
