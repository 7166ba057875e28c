package dev.portman.benchmarks;

/**
 * What a tool made of a case.
 *
 * @param right whether it did what its user wants
 * @param what happened, in words
 */
record Cell(boolean right, String what) {

    static Cell of(boolean right, String ifRight, String ifWrong) {
        return new Cell(right, right ? ifRight : ifWrong);
    }

    String markdown() {
        return (right ? "right" : "**wrong**") + ": " + what;
    }
}
