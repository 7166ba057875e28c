package dev.portman.faults;

import dev.portman.testing.PythonProcess;

/**
 * Gives the number of an ended process to another one at once, by {@code ns_last_pid}; only in a pid namespace of one's own. Never sends a
 * signal: its children end with their input, so that a trace shows nobody's signals but portman's.
 */
final class Recycler implements AutoCloseable {

    private static final String CODE = """
            ends = {}
            last_pid = os.open('/proc/sys/kernel/ns_last_pid', os.O_WRONLY)
            def ticks(pid):
                return open('/proc/%d/stat' % pid).read().rsplit(')', 1)[1].split()[19]
            def cat(session, deaf, environment, group=None):
                r, w = os.pipe()
                executed, executing = os.pipe()
                pid = os.fork()
                if pid == 0:
                    if session:
                        os.setsid()
                    if group is not None:
                        os.setpgid(0, group)
                    if deaf:
                        signal.signal(15, signal.SIG_IGN)
                    os.dup2(r, 0)
                    os.execve('/bin/cat', ['cat'], environment)
                os.close(r); os.close(executing)
                os.read(executed, 1); os.close(executed)
                ends[pid] = w
                return pid
            def bare(session):
                r, w = os.pipe()
                pid = os.fork()
                if pid == 0:
                    if session:
                        os.setsid()
                    os.close(w)
                    os.read(r, 1)
                    os._exit(0)
                os.close(r)
                ends[pid] = w
                return pid
            def end(pid):
                os.close(ends.pop(pid))
                os.waitpid(pid, 0)
            def next_is(pid):
                os.pwrite(last_pid, str(pid - 1).encode(), 0)
            def again(pid, make):
                next_is(pid)
                new = make()
                if new == pid:
                    return ticks(pid)
                end(new)
                return 'missed'
            ready()
            while True:
                signal.alarm(60)
                word, *rest = sys.stdin.readline().split() or ['quit']
                if word == 'quit':
                    break
                elif word == 'server':
                    pid = cat(rest[1] == 'own', rest[2] == 'deaf', {'PORTMAN_ID': rest[0]})
                    print(pid)
                elif word == 'recycle':
                    pid = int(rest[0])
                    end(pid)
                    print(again(pid, lambda: cat(True, False, {})))
                elif word == 'group':
                    pid = int(rest[0])
                    end(pid)
                    missed = again(pid, lambda: cat(False, False, {}, 0)) == 'missed'
                    print('missed' if missed else cat(False, False, {}, pid))
                elif word == 'wrap':
                    pid = int(rest[0])
                    end(pid)
                    forks, new = 1, bare(True)
                    while new != pid and forks < 5000:
                        end(new)
                        forks, new = forks + 1, bare(True)
                    if new != pid: end(new)
                    print(forks if new == pid else 'missed')
                elif word == 'once':
                    pid = int(rest[0])
                    print('armed', flush=True)
                    os.waitpid(pid, 0)
                    os.close(ends.pop(pid))
                    print(again(pid, lambda: cat(True, False, {})))
                elif word == 'tick':
                    pid = bare(True)
                    before = ticks(pid)
                    end(pid)
                    print(pid, before, again(pid, lambda: bare(rest[0] == 'own')))
                elif word == 'end':
                    end(int(rest[0]))
                    print('ended')
            """;

    private final PythonProcess process = PythonProcess.start(CODE);

    /** A {@code cat} with a cookie; returns its pid. */
    long server(String cookie, boolean ownSession, boolean deaf) {
        return Long.parseLong(ask("server " + cookie + (ownSession ? " own" : " shared") + (deaf ? " deaf" : " kind")));
    }

    /** Ends a process and gives its number to another {@code cat}, in a session of its own; {@code false} if somebody else got it. */
    boolean recycle(long pid) {
        return !ask("recycle " + pid).equals("missed");
    }

    /** Gives it to one that leads a group but no session, and returns somebody else in that group; 0 if somebody else got the number. */
    long recycleAsGroup(long pid) {
        String follower = ask("group " + pid);
        return follower.equals("missed") ? 0 : Long.parseLong(follower);
    }

    /** Ends a process, and others until its number has come round again by itself; {@code false} if somebody else got it. */
    boolean recycleByWrap(long pid) {
        return !ask("wrap " + pid).equals("missed");
    }

    /** From now on, the number of that process is recycled as soon as it ends; {@link #recycled} tells. */
    void recycleOnceEnded(long pid) {
        ask("once " + pid);
    }

    /** Waits for what {@link #recycleOnceEnded} has led to. */
    boolean recycled() {
        return !process.nextLine().equals("missed");
    }

    /** A process that lives for less than a moment, and its successor under the same number. */
    record Twins(long pid, long firstTicks, long secondTicks) {}

    /** Ends one process and gives its number to another as fast as possible. */
    Twins twins(boolean ownSession) {
        while (true) {
            String[] words = ask("tick " + (ownSession ? "own" : "shared")).split(" ", -1);
            if (!words[2].equals("missed")) {
                return new Twins(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
            }
        }
    }

    /** Ends one of its children. */
    void end(long pid) {
        ask("end " + pid);
    }

    private String ask(String line) {
        process.tell(line);
        return process.nextLine();
    }

    /** Sends it home, without a signal. */
    @Override
    public void close() {
        process.tell("quit");
    }
}
