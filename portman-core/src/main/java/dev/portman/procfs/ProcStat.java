package dev.portman.procfs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat}, the only place that tells a living process from a zombie and one process from the next
 * under the same number.
 *
 * @param pid the number
 * @param comm the kernel's short name, chosen by the process itself: never evidence
 * @param state the state's letter, proc(5)
 * @param parent the parent's pid, 0 for none
 * @param group the process group
 * @param session the session
 * @param startTicks clock ticks (1/100 s) since boot at which it started
 * @param threads how many threads it has
 * @param kernelThread whether it is a part of the kernel (PF_KTHREAD)
 */
public record ProcStat(
        long pid,
        String comm,
        char state,
        long parent,
        long group,
        long session,
        long startTicks,
        int threads,
        boolean kernelThread) {

    /** PF_KTHREAD of the kernel's include/linux/sched.h, in the field "flags". */
    private static final long KERNEL_THREAD = 0x0020_0000;

    /** Number 4 of proc(5) ("ppid") is the first of the numbers behind the state. */
    private static final int FIRST = 4;

    private static final int PARENT = 4 - FIRST;
    private static final int GROUP = 5 - FIRST;
    private static final int SESSION = 6 - FIRST;
    private static final int FLAGS = 9 - FIRST;
    private static final int THREADS = 20 - FIRST;
    private static final int START = 22 - FIRST;

    private static final int USUAL_LENGTH = 512;

    /** What the kernel says about {@code pid} now; empty if there is no such process, or /proc cannot be read. */
    public static Optional<ProcStat> read(long pid) {
        return parse(ProcBytes.readOrNothing(ProcBytes.path(pid, "/stat"), USUAL_LENGTH));
    }

    /** Our own pid; 0, which no process has, if /proc cannot be read. */
    public static long ownPid() {
        return Math.max(0, ProcBytes.number(ProcBytes.readOrNothing("/proc/self/stat", USUAL_LENGTH), 0));
    }

    /** Whether it has ended: a zombie counts as gone, but a zombie leader with living threads does not. */
    public boolean isGone() {
        return (state == 'Z' || state == 'X' || state == 'x') && threads <= 1;
    }

    /** Whether it is stopped, by a signal or by a tracer: it will not act on a signal before it gets SIGCONT. */
    public boolean isStopped() {
        return state == 'T' || state == 't';
    }

    /** Reads one line; empty for anything that is none. */
    static Optional<ProcStat> parse(byte[] line) {
        int open = ProcBytes.indexOrEnd(line, '(', 0);
        // The name may hold blanks and brackets of its own; only the last bracket ends it.
        int close = lastBracket(line);
        long pid = ProcBytes.number(line, 0);
        if (pid < 0 || close < open || close + FIRST >= line.length) {
            return Optional.empty();
        }
        long[] numbers = new long[START + 1];
        if (!readNumbers(line, close + FIRST, numbers)) {
            return Optional.empty();
        }
        return Optional.of(new ProcStat(
                pid,
                new String(line, open + 1, close - open - 1, StandardCharsets.UTF_8),
                (char) line[close + 2],
                numbers[PARENT],
                numbers[GROUP],
                numbers[SESSION],
                numbers[START],
                (int) numbers[THREADS],
                (numbers[FLAGS] & KERNEL_THREAD) != 0));
    }

    private static int lastBracket(byte[] line) {
        int at = line.length - 1;
        while (at >= 0 && line[at] != ')') {
            at--;
        }
        return at;
    }

    private static boolean readNumbers(byte[] line, int from, long[] numbers) {
        int at = from;
        for (int i = 0; i < numbers.length; i++) {
            at = ProcBytes.skipBlanks(line, at);
            boolean negative = at < line.length && line[at] == '-';
            long value = ProcBytes.number(line, negative ? at + 1 : at);
            // Fields in between (fault counters) are unsigned 64 bit and may not fit; those that matter always do.
            if (value < 0 && !isUnused(i)) {
                return false;
            }
            numbers[i] = negative ? -value : value;
            at = ProcBytes.indexOrEnd(line, ' ', at);
        }
        return true;
    }

    private static boolean isUnused(int index) {
        return index > FLAGS && index < THREADS;
    }
}
