package dev.portman.benchmarks;

/** A contender did not do its job, so that its time does not count. */
final class WrongAnswer extends RuntimeException {

    WrongAnswer(String what) {
        super(what);
    }

    /** Fails unless the job was done. */
    static void unless(boolean done, String what) {
        if (!done) {
            throw new WrongAnswer(what);
        }
    }
}
