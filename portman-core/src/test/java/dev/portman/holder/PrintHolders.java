package dev.portman.holder;

import dev.portman.model.Holders;
import dev.portman.model.PortHolder;

/** A program for another user's JVM: prints what the finder of this system says about the port named first. */
final class PrintHolders {

    private PrintHolders() {}

    public static void main(String[] arguments) {
        Holders holders = HolderFinder.forThisSystem().holders(Integer.parseInt(arguments[0]));
        StringBuilder text = new StringBuilder(holders.getClass().getSimpleName());
        text.append(' ').append(holders.visibleHolders().size()).append(" visible:");
        if (holders instanceof Holders.CannotTell hidden) {
            text.append(' ').append(hidden.reason());
        } else {
            for (PortHolder holder : holders.visibleHolders()) {
                text.append(' ').append(holder.pid());
            }
        }
        System.out.println(text);
    }
}
