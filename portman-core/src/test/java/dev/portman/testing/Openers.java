package dev.portman.testing;

import java.util.ArrayList;
import java.util.List;

/** Python code of servers that open other programs, as a dev server opens an editor by a click in its page; see {@link PythonServer}. */
public final class Openers {

    /**
     * What servers open, as {@code PROGRAM}: it has a child, another that it has let go of, and as in a terminal a shell in a session of
     * its own, which has both, too. All six say their pids in one line after {@code opened}, the program's first.
     */
    private static final String PROGRAM = """
            import os, sys, time
            def ordinary():
                os.execv('/bin/sleep', ['sleep', '60'])
            def child(body):
                return os.fork() or body()
            def let_go():
                r, w = os.pipe()
                def middle():
                    os.write(w, b'%d' % child(ordinary)); os._exit(0)
                os.waitpid(child(middle), 0)
                return int(os.read(r, 20))
            def shell():
                os.setsid()
                os.write(W, b'%d %d %d' % (os.getpid(), child(ordinary), let_go()))
                time.sleep(60)
            R, W = os.pipe()
            first, second = child(ordinary), let_go()
            child(shell)
            os.write(1, b'opened %d %d %d %s\\n' % (os.getpid(), first, second, os.read(R, 60)))
            time.sleep(60)
            """;

    /**
     * {@code opens(file)} becomes that program in a session of its own, {@code tool(word)} an ordinary one; {@code apart(body)} runs a body in a session of its own without a
     * parent; {@code orphan(body)} without a parent only. {@code later(act)} serves, and acts once there is a file {@code go}.
     */
    private static final String PRELUDE = """
            def program(file, code=None):
                os.execv(file, [file, '-S', '-u', '-c', code or PROGRAM])
            def opens(file):
                os.setsid(); program(file)
            def tool(word='tool'):
                say(word, os.getpid()); os.execv('/bin/sleep', ['sleep', '60'])
            def orphan(body):
                def middle():
                    if os.fork() == 0:
                        body()
                    os._exit(0)
                os.waitpid(fork(middle), 0)
            def apart(body):
                def alone():
                    os.setsid(); body()
                orphan(alone)
            def in_session(body):
                def child():
                    os.setsid(); body()
                fork(child)
            def later(act, s=None):
                s = s or listen()
                s.settimeout(0.02)
                while True:
                    try:
                        s.accept()[0].close()
                    except OSError:
                        pass
                    if act and os.path.exists('go'):
                        act(); act = None
            """;

    private Openers() {}

    /** Code that may use all of this; {@code PROGRAM} and {@code FILE}, the first argument, are set. */
    public static String code(String then) {
        return "PROGRAM = '''" + PROGRAM.replace("\\", "\\\\") + "'''\nFILE = sys.argv[1]\n" + PRELUDE + then;
    }

    /** The words that run it as a program of another name. */
    public static List<String> words(Object program, String then, Object... arguments) {
        List<String> words = new ArrayList<>(PythonServer.words(code(then), arguments));
        words.set(0, program.toString());
        return words;
    }
}
