package dev.portman.process;

/** What kinds of programs are left alone for what they are; {@code docs/guard.md} lists their members. */
public enum ProgramKind {
    /** The machine and the sessions of its users depend on it. */
    SYSTEM("system", "a protected process of the system", InTree.STOPPED),
    /** Somebody's unsaved work. */
    EDITOR("editor", "an editor or IDE, or a helper of one", InTree.SPARED),
    /** Somebody's shells, and all that runs in them. */
    TERMINAL("terminal", "a terminal or a terminal multiplexer", InTree.SPARED),
    /** Somebody's session with it. */
    ASSISTANT("assistant", "a coding assistant, or the model server of one", InTree.STOPPED),
    /** The way to something on another machine. */
    TUNNEL("tunnel", "a tunnel or port forwarder", InTree.STOPPED),
    /** The way to all other machines. */
    VPN("vpn", "a VPN or a proxy that the network goes through", InTree.STOPPED),
    /** A whole machine. */
    VIRTUAL_MACHINE("virtual-machine", "a virtual machine, or what runs it", InTree.STOPPED),
    /** Data that a signal may cost. */
    DATABASE("database", "a database, cache or message broker that portman did not start", InTree.STOPPED),
    /** The variables of somebody's session. */
    NOTEBOOK("notebook", "a notebook or its kernel", InTree.STOPPED),
    /** Programs with a window that no server needs. */
    DESKTOP("desktop", "a chat or meeting program, or another program of the desktop", InTree.STOPPED),
    /** Somebody's session with a program that is stopped at a breakpoint. */
    DEBUGGER("debugger", "a debugger or profiler, or what runs in it", InTree.STOPPED),
    /** Whatever builds run in it. */
    CI_AGENT("ci-agent", "a CI agent", InTree.STOPPED),
    /** Somebody's windows. */
    BROWSER("browser", "a browser", InTree.SPARED),
    /** Without a window: whoever started it needs it for a test, and leaves it behind. */
    BROWSER_DRIVER("browser-driver", "a driver of browsers, or a browser without a window", InTree.STOPPED),
    /** One for all builds or all programs of a session, whoever happened to start it. */
    SHARED_DAEMON("shared-daemon", "a daemon that other work shares", InTree.SPARED),
    /** What runs in a container is another one's to stop. */
    CONTAINER_RUNTIME("container-runtime", "part of a container runtime; stop the container instead", InTree.SPARED),
    /** It passes signals on to its container, so in a tree it is the way to end that. */
    CONTAINER_CLIENT(
            "container-client", "the client of a container runtime; stop the container instead", InTree.STOPPED);

    private final String wireName;
    private final String whatItIs;
    private final InTree inTree;

    ProgramKind(String wireName, String whatItIs, InTree inTree) {
        this.wireName = wireName;
        this.whatItIs = whatItIs;
        this.inTree = inTree;
    }

    /** Its name in documents and for programs; never changes. */
    public String wireName() {
        return wireName;
    }

    /** Words that complete "it is ...". */
    public String whatItIs() {
        return whatItIs;
    }

    /** Whether one that a server opened, so that it is in the tree of that server, is left alone when the server stops. */
    public boolean isSparedInTree() {
        return inTree == InTree.SPARED;
    }

    private enum InTree {
        STOPPED,
        SPARED
    }
}
