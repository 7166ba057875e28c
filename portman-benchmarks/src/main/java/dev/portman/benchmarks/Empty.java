package dev.portman.benchmarks;

/** What any program in Java costs. */
public final class Empty {

    private Empty() {}

    /** Does nothing; with an argument, for so many seconds. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            Thread.sleep(Long.parseLong(arguments[0]) * 1000);
        }
    }
}
