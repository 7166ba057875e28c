package dev.portman.session;

/** Tells whether this JVM is ending already: what fails then fails because of that, and is no news. */
public final class Ending {

    private Ending() {}

    /** Whether its shutdown has begun. */
    public static boolean isUnderWay() {
        Thread never = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(never);
            Runtime.getRuntime().removeShutdownHook(never);
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }

    /** Does not return if this JVM is ending: whatever is said then about what has failed would only be noise. */
    public static void awaitIfUnderWay() throws InterruptedException {
        if (isUnderWay()) {
            Thread.currentThread().join();
        }
    }
}
