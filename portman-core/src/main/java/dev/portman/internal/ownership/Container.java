package dev.portman.internal.ownership;

/**
 * A container, as far as a process outside of it tells which one it is.
 *
 * @param pid that process, or one in the container
 * @param name how its runtime knows it; empty if that is not known
 * @param command stops the container, or tells which one it is where its name is not known; empty if neither is known
 */
public record Container(long pid, String name, String command) {

    /** A container of which nothing but a process is known. */
    static Container unknown(long pid) {
        return new Container(pid, "", "");
    }

    /** What people call it. */
    public String title() {
        return name.isEmpty() ? "a container" : "the container " + name;
    }

    /** Why a process of it is left alone, in words that complete "it is ...". */
    String reason() {
        return "part of " + title() + ", which portman does not stop; " + wayOut();
    }

    /** How people stop it, as a sentence without its end. */
    public String wayOut() {
        if (command.isEmpty()) {
            return "whatever runs it has to stop it";
        }
        return command + (name.isEmpty() ? " tells which one it is" : " stops it");
    }
}
