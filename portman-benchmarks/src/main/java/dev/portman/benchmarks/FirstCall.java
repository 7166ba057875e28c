package dev.portman.benchmarks;

import dev.portman.holder.HolderFinder;
import dev.portman.model.Holders;

/** Asks once who holds a port, in a JVM that has done nothing else. */
public final class FirstCall {

    private FirstCall() {}

    /** Prints the pid of the holder of a port. */
    public static void main(String[] arguments) {
        Holders holders = HolderFinder.forThisSystem().holders(Integer.parseInt(arguments[0]));
        System.out.println(holders.visibleHolders().get(0).pid());
    }
}
