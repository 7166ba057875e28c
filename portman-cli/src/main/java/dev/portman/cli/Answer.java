package dev.portman.cli;

/** What a verb of a {@link CommonLine} does, however its words were read. */
interface Answer {

    /** Does it, shows it, and returns the exit code. */
    int on(Screen screen);
}
