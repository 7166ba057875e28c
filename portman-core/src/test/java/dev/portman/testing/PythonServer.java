package dev.portman.testing;

import java.util.ArrayList;
import java.util.List;

/** Servers for portman to start, as the words of their command: Python, listening where {@code PORT} says, ending after a minute. */
public final class PythonServer {

    /** Listens, answers nothing, ends on SIGTERM. */
    public static final String PLAIN = "serve(listen())";

    /** Listens and ignores every signal that can be ignored. */
    public static final String DEAF = "for number in (1, 2, 3, 15): signal.signal(number, signal.SIG_IGN)\n" + PLAIN;

    /** Lives without listening. */
    public static final String SILENT = "say('up'); wait()";

    /** Ends at once with code 7. */
    public static final String FAILS = "say('BOOM'); sys.exit(7)";

    /**
     * Forks twice, makes a session of its own, and closes its files and clears its environment before it listens; says {@code daemon PID}
     * before that. The first process ends with 0 when the last one listens.
     */
    public static final String DAEMON = """
            listens, told = os.pipe()
            def daemon():
                os.setsid()
                if os.fork() == 0:
                    say('daemon', os.getpid())
                    forget_environment()
                    null = os.open('/dev/null', os.O_RDWR)
                    for number in range(3): os.dup2(null, number)
                    s = listen()
                    os.write(told, b'.')
                    serve(s)
                os._exit(0)
            fork(daemon)
            os.close(told)
            os.read(listens, 1)
            """;

    /** An alarm survives exec but not fork. {@code say} is one write, lest two processes mix their lines. {@code bare} is a child's way to shed the cookie; it ends after a minute, too. */
    private static final String PRELUDE = """
            import os, signal, socket, sys, time
            signal.alarm(60)
            os.register_at_fork(after_in_child=lambda: signal.alarm(60))
            PORT = int(os.environ.get('PORT', '0'))
            def say(*words):
                os.write(1, (' '.join(map(str, words)) + '\\n').encode())
            def listen(port=PORT):
                s = socket.socket()
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', port))
                s.listen()
                return s
            def serve(s):
                while True:
                    s.accept()[0].close()
            def wait():
                while True:
                    time.sleep(1)
            def on(number, act):
                signal.signal(number, lambda *_: act())
            def fork(child):
                pid = os.fork()
                if pid == 0:
                    child()
                    os._exit(0)
                return pid
            def bare():
                os.execve('/bin/sleep', ['sleep', '60'], {})
            def forget_environment():
                import ctypes
                fields = open('/proc/self/stat').read().rsplit(')', 1)[1].split()
                start, end = int(fields[47]), int(fields[48])
                ctypes.memset(ctypes.c_void_p(start), 0, end - start)
            def http(answer):
                import threading
                s = listen()
                while True:
                    c = s.accept()[0]
                    threading.Thread(target=tried, args=(answer, c), daemon=True).start()
            def tried(answer, c):
                try:
                    if c.recv(4096):
                        answer(c)
                except OSError:
                    pass
                c.close()
            """;

    private PythonServer() {}

    /**
     * The words of a command. Beside the modules os, signal, socket, sys and time the code may use {@code PORT, say, listen, serve, wait,
     * on, fork, bare, forget_environment, http}.
     *
     * @param arguments become {@code sys.argv[1:]}
     */
    public static List<String> words(String code, Object... arguments) {
        List<String> words =
                new ArrayList<>(List.of(Needs.tool("python3").toString(), "-S", "-u", "-c", PRELUDE + code));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }
}
