package dev.portman;

/**
 * Run by the guardian after a build has ended: stops what the build would have stopped had it been let, by the same proof and under the same
 * guard. Finds it by the records, so that nothing has to be handed over.
 */
final class Reaper {

    private Reaper() {}

    /** Takes no heed of its arguments, which are there for people who look at the process list. */
    public static void main(String[] arguments) {
        Portman.ofReaper(System.getenv()).reapAbandoned();
    }
}
