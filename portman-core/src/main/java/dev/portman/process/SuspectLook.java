package dev.portman.process;

import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.Suspect.Trait;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Gathers, without judging, the facts by which the guard judges one process. */
public final class SuspectLook {

    private static final String SERVICE = ".service";

    private final ProcessTable table;
    private final Function<ProcessIdentity, Optional<String>> leases;
    private final ProcessIdentity self;
    private final Set<Long> ancestors;
    private final Optional<String> ownCgroup;

    /**
     * A look at processes from where this one stands.
     *
     * @param table where to look
     * @param leases who else counts on a process, in words; asked for every suspect
     */
    public SuspectLook(ProcessTable table, Function<ProcessIdentity, Optional<String>> leases) {
        this.table = table;
        this.leases = leases;
        this.self = table.self();
        this.ancestors = ancestorsOf(self.pid());
        this.ownCgroup = table.cgroup(self.pid());
    }

    /** The same look, which asks one more who else counts on a process. */
    public SuspectLook asking(Function<ProcessIdentity, Optional<String>> more) {
        return new SuspectLook(table, process -> leases.apply(process).or(() -> more.apply(process)));
    }

    /** The user that portman runs as. */
    public long ownUid() {
        return self.uid();
    }

    /** Whether a process is portman itself, or has started it, however indirectly. */
    public boolean isAboveUs(long pid) {
        return pid == self.pid() || ancestors.contains(pid);
    }

    /** What is known of {@code identity} now, and what it is to the server that is being stopped. */
    public Suspect look(ProcessIdentity identity, Kinship kinship) {
        long pid = identity.pid();
        Optional<ProcessDescription> description = table.description(pid);
        return new Suspect(
                pid,
                table.identity(pid).map(ProcessIdentity::uid).orElse(identity.uid()),
                description.map(ProcessDescription::executableName).orElse(""),
                description.map(ProcessDescription::names).orElse(Set.of()),
                description.map(ProcessDescription::commandLine).orElse(List.of()),
                serviceOf(pid),
                traits(identity),
                kinship,
                leases.apply(identity));
    }

    private Set<Trait> traits(ProcessIdentity identity) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        add(traits, Trait.SELF, identity.pid() == self.pid());
        add(traits, Trait.ANCESTOR, ancestors.contains(identity.pid()));
        add(
                traits,
                Trait.KERNEL_THREAD,
                table.row(identity.pid()).filter(ProcessRow::kernelThread).isPresent());
        add(traits, Trait.OTHER_NAMESPACE, !identity.namespaces().equals(self.namespaces()));
        add(
                traits,
                Trait.UNREADABLE,
                table.identity(identity.pid()).filter(identity::isSameProcessAs).isEmpty());
        return traits;
    }

    private static void add(Set<Trait> traits, Trait trait, boolean holds) {
        if (holds) {
            traits.add(trait);
        }
    }

    /** A process in our own cgroup is no service of its own: CI agents run as services, and all they start stays in theirs. */
    private Optional<String> serviceOf(long pid) {
        return table.cgroup(pid)
                .filter(path -> path.endsWith(SERVICE) && !ownCgroup.equals(Optional.of(path)))
                .map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    private Set<Long> ancestorsOf(long pid) {
        Set<Long> found = new HashSet<>();
        long parent = table.row(pid).map(ProcessRow::parent).orElse(0L);
        while (parent > 0 && found.add(parent)) {
            parent = table.row(parent).map(ProcessRow::parent).orElse(0L);
        }
        return found;
    }
}
