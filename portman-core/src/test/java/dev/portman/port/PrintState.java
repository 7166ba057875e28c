package dev.portman.port;

import dev.portman.holder.HolderFinder;

/** A program for another JVM: prints the state of the port named first. */
final class PrintState {

    private PrintState() {}

    public static void main(String[] arguments) {
        PortProbe probe = new PortProbe(HolderFinder.forThisSystem());
        System.out.println(probe.probe(Integer.parseInt(arguments[0])));
    }
}
