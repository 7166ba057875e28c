package dev.portman.process;

/**
 * One row of the process table at one moment: as much as a scan of all processes can afford to read.
 *
 * @param pid the number
 * @param parent its parent's
 * @param session the session it belongs to, {@link #UNTOLD} where the system does not tell
 * @param startTicks when it started, in the unit of {@link dev.portman.model.ProcessIdentity#startTicks()}
 * @param life whether it lives
 * @param kernelThread whether it is no process at all but a thread of the kernel
 */
public record ProcessRow(long pid, long parent, long session, long startTicks, Life life, boolean kernelThread) {

    /** The session where the system does not tell it; no process can have this one. */
    public static final long UNTOLD = -1;

    /** Whether a process lives; a zombie does not. */
    public enum Life {
        /** It runs or sleeps. */
        ALIVE,
        /** SIGSTOP or a debugger holds it; it cannot react to a graceful signal. */
        STOPPED,
        /** It has ended, reaped or not. */
        GONE
    }

    /** Whether it has ended. */
    public boolean isGone() {
        return life == Life.GONE;
    }
}
