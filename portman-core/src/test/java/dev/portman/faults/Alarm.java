package dev.portman.faults;

import java.util.concurrent.TimeUnit;

/** Ends this JVM a minute after it was last wound: no fixture outlives its test for long. */
final class Alarm {

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    private volatile long wound = System.nanoTime();

    Alarm() {
        Thread watch = new Thread(this::watch, "alarm");
        watch.setDaemon(true);
        watch.start();
    }

    /** Another minute. */
    void wind() {
        wound = System.nanoTime();
    }

    private void watch() {
        while (System.nanoTime() - wound < LIMIT) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                break;
            }
        }
        Runtime.getRuntime().halt(99);
    }
}
