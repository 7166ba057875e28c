package dev.portman.report;

import dev.portman.model.FailureCause;
import dev.portman.model.Holders;
import dev.portman.model.PortOwner;
import dev.portman.model.Printable;
import dev.portman.model.ServerState;
import java.util.Optional;

/** A recognised cause of a failed start in words, with the next step. */
final class CauseText {

    private final Optional<PortOwner> owner;

    /** Words for a cause that concerns a port with this owner; empty if it concerns none. */
    CauseText(Optional<PortOwner> owner) {
        this.owner = owner;
    }

    String of(FailureCause cause) {
        if (cause instanceof FailureCause.AddressInUse inUse) {
            return inUse(inUse.port());
        }
        if (cause instanceof FailureCause.ConnectionRefused refused) {
            return refused(refused.port());
        }
        if (cause instanceof FailureCause.PrivilegedPort low) {
            return "Port " + low.port()
                    + " is kept for privileged users by this system. Use a port from 1024 on, or lower"
                    + " net.ipv4.ip_unprivileged_port_start.";
        }
        if (cause instanceof FailureCause.WrongJava java) {
            return "It was compiled for Java " + java.wanted() + ", and the Java that ran it knows classes up to Java "
                    + java.ran() + ". Run it with Java " + java.wanted()
                    + " or newer (JAVA_HOME, or the path of its java in the command), or compile it for Java "
                    + java.ran() + ".";
        }
        return missing(cause);
    }

    private static String missing(FailureCause cause) {
        if (cause instanceof FailureCause.MissingNodePackage node) {
            return Printable.escape(node.name()) + " is not installed for this project. Run " + node.installer()
                    + " in its folder, then start again.";
        }
        if (cause instanceof FailureCause.MissingPythonModule python) {
            return "The Python that ran it has no module " + Printable.escape(python.name())
                    + ". Install it for that Python, or name the one that has it in the command (.venv/bin/python, for example).";
        }
        if (cause instanceof FailureCause.MissingProgram program) {
            return "The program " + Printable.escape(program.name())
                    + " was not found. Install it, or add its folder to the PATH of the server.";
        }
        if (cause instanceof FailureCause.OutOfMemory) {
            return "It ran out of the memory that it allows itself. Allow it more: -Xmx for Java, --max-old-space-size for Node.js.";
        }
        return "It was ended by SIGKILL, and not by portman: that is how the kernel ends a process when memory runs out (dmesg tells).";
    }

    private String inUse(int port) {
        Optional<Holders> holders = owner.map(PortOwner::holders);
        String who = holders.filter(it -> !(it instanceof Holders.Nobody))
                .map(it -> "It could not listen on port "
                        + Sentences.taken(port, it).replaceFirst(" by ", ", which is held by "))
                .orElse("It could not listen on port " + port + ", where nobody listens any more");
        return who + ". Free that port (kill " + port + "), or give the server another one.";
    }

    private String refused(int port) {
        boolean nobody = owner.map(PortOwner::holders)
                .filter(Holders.Nobody.class::isInstance)
                .isPresent();
        String who = nobody ? ", where nobody listens" : "; by now somebody listens there";
        return "It could not reach port " + port + " of this machine" + who + ". "
                + owner.flatMap(PortOwner::server)
                        .map(server -> "That is the port of "
                                + Printable.escape(server.key().name()) + ", which "
                                + (server.state() == ServerState.RUNNING ? "runs" : "does not run") + ". ")
                        .orElse("")
                + "Start what belongs there first; dependsOn keeps that order.";
    }
}
