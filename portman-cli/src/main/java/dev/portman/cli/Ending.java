package dev.portman.cli;

/** Tells whether this JVM is ending already: what fails then fails because of that, and is no news. */
final class Ending {

    private Ending() {}

    static boolean isUnderWay() {
        Thread never = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(never);
            Runtime.getRuntime().removeShutdownHook(never);
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }
}
