package dev.portman.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All the facts about one process that the guard may judge by, gathered beforehand.
 *
 * @param pid its number
 * @param uid its effective user
 * @param executable the file name of its executable, empty if unreadable; the only name that can be trusted
 * @param names all names that people know it by; forged at will: may lift a refusal for a user who names it, and nothing else
 * @param commandLine argv, forged at will: may add a refusal, never lift one
 * @param serviceUnit the systemd service whose cgroup it is in by itself; empty if none, or if we are in it too
 * @param traits what it is to us
 * @param kinship what it is to the server that is stopped
 * @param leaseHolder who else counts on it, in words; empty if nobody
 */
public record Suspect(
        long pid,
        long uid,
        String executable,
        Set<String> names,
        List<String> commandLine,
        Optional<String> serviceUnit,
        Set<Trait> traits,
        Kinship kinship,
        Optional<String> leaseHolder) {

    /** Copies the collections. */
    public Suspect {
        names = Set.copyOf(names);
        commandLine = List.copyOf(commandLine);
        traits = Set.copyOf(traits);
    }

    /** What forbids every signal, whatever the user says. */
    public enum Trait {
        /** It is this very process. */
        SELF,
        /** It is the shell, the IDE, Maven, the CI agent: whoever started us. */
        ANCESTOR,
        /** It is a thread of the kernel. */
        KERNEL_THREAD,
        /** Its number means something else where it lives. */
        OTHER_NAMESPACE,
        /** It could not be read as a whole, or changed while it was read. */
        UNREADABLE
    }

    /** What it is to a server that portman started. */
    public enum Kinship {
        /** The very process that was launched. */
        LEADER,
        /** Proven to belong to its tree. */
        TREE,
        /** Nothing: a stranger that holds a port. */
        NONE
    }
}
