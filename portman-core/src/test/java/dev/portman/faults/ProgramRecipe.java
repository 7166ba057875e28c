package dev.portman.faults;

import java.util.List;
import java.util.Map;

/** Daemons that no package brings, since none is that thorough: a Python program that leaves no trace of where it comes from. */
final class ProgramRecipe {

    private static final String TAKEN = "Address already in use";

    private static final String FIRST = "    # first\n";

    /** An alarm survives exec, but not fork. Why it ends is told in {@code daemon.log}: its own output is closed. */
    private static final String PROGRAM = """
            import os, signal, socket, sys
            mode, port, pid_file, life = sys.argv[1:]
            if mode == 'start':
                # first
                if os.fork(): os._exit(0)
                os.setsid()
                if os.fork(): os._exit(0)
                os.execve(sys.executable, [sys.executable, '-S', '-E', sys.argv[0], 'serve', port, pid_file, life], {})
            signal.alarm(int(life))
            with open(pid_file, 'w') as file: file.write(str(os.getpid()))
            os.closerange(0, 256)
            try:
                s = socket.socket()
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', int(port)))
                s.listen()
            except OSError as why:
                with open(os.path.dirname(pid_file) + '/daemon.log', 'w') as file: file.write(str(why))
                os._exit(1)
            while True:
                s.accept()[0].close()
            """;

    private ProgramRecipe() {}

    /** It forks twice, makes a session, and has neither environment nor open files when it listens. */
    static DaemonRecipe forksTwice() {
        return started(PROGRAM, "daemon.pid");
    }

    /** The same, but its first process ends before anybody can have looked at it. */
    static DaemonRecipe firstProcessEndsAtOnce() {
        String line = "setsid env -i /usr/bin/python3 -S -E {dir}/daemon.py serve {listen} {dir}/daemon.pid {life}"
                + " < /dev/null > /dev/null 2>&1 & exit 0";
        return new DaemonRecipe(List.of("sh", "-c", line), Map.of("daemon.py", PROGRAM), TAKEN);
    }

    /** The same, but its pid file, and the one that portman writes for people, name the process whose number stands in the file {@code stranger}. */
    static DaemonRecipe pidFileLies() {
        String lies = """
                folder = os.path.dirname(pid_file)
                if os.path.exists(folder + '/../stranger'):
                    for name in ('/daemon.pid', '/../logs/server.pid'):
                        with open(folder + name, 'w') as file: file.write(open(folder + '/../stranger').read())
                """;
        return started(PROGRAM.replace(FIRST, lies.indent(4)), "true.pid");
    }

    /** The same, with forty more daemons, each in a session of its own and without environment, that end one after the other within a second. */
    static DaemonRecipe fortyEndMeanwhile() {
        String more = """
                for number in range(40):
                    if os.fork() == 0:
                        os.setsid()
                        if os.fork() == 0:
                            os.execve('/bin/sleep', ['sleep', str(number / 40)], {})
                        os._exit(0)
                    os.wait()
                """;
        return started(PROGRAM.replace(FIRST, more.indent(4)), "daemon.pid");
    }

    private static DaemonRecipe started(String program, String pidFile) {
        return new DaemonRecipe(
                List.of("python3", "-S", "-E", "{dir}/daemon.py", "start", "{listen}", "{dir}/" + pidFile, "{life}"),
                Map.of("daemon.py", program),
                TAKEN);
    }
}
