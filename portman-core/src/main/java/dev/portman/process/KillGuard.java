package dev.portman.process;

import dev.portman.model.Allowances;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.Verdict;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.Suspect.Trait;
import java.util.Optional;

/**
 * Decides for every single signal whether it may be sent. Pure: no I/O, no clock. The first rule that speaks wins; the rules of the
 * first group bind even the user, the others are lifted by naming the process on the command line.
 */
public final class KillGuard {

    private final long ownUid;
    private final Allowances allowances;

    /**
     * A guard for one call.
     *
     * @param ownUid the user that portman runs as
     * @param allowances what that user named on the command line
     */
    public KillGuard(long ownUid, Allowances allowances) {
        this.ownUid = ownUid;
        this.allowances = allowances;
    }

    /** Whether {@code suspect} may be signalled, and if not, why. */
    public Verdict judge(Suspect suspect) {
        Optional<String> always = alwaysForbidden(suspect);
        if (always.isPresent()) {
            return new Verdict.Refused(always.get(), false);
        }
        if (allowances.covers(suspect.pid(), suspect.names())) {
            return new Verdict.Allowed();
        }
        return protectedByDefault(suspect)
                .<Verdict>map(reason -> new Verdict.Refused(reason, true))
                .orElseGet(Verdict.Allowed::new);
    }

    private static Optional<String> alwaysForbidden(Suspect suspect) {
        if (suspect.pid() <= 1) {
            return Optional.of("the first process of the system");
        }
        if (suspect.traits().contains(Trait.SELF)) {
            return Optional.of("portman itself");
        }
        if (suspect.traits().contains(Trait.ANCESTOR)) {
            return Optional.of("one of the processes that started portman (a shell, an IDE, a build, a CI agent)");
        }
        if (suspect.traits().contains(Trait.KERNEL_THREAD)) {
            return Optional.of("a thread of the kernel");
        }
        if (suspect.traits().contains(Trait.OTHER_NAMESPACE)) {
            return Optional.of("a process of another pid or time namespace (a container)");
        }
        return suspect.traits().contains(Trait.UNREADABLE)
                ? Optional.of("a process whose identity cannot be read or has changed")
                : Optional.empty();
    }

    private Optional<String> protectedByDefault(Suspect suspect) {
        boolean ours = suspect.kinship() != Kinship.NONE;
        if (!ours && suspect.uid() == ProcessIdentity.UNKNOWN_UID) {
            return Optional.of("a process whose user is not known");
        }
        if (!ours && suspect.uid() != ownUid) {
            return Optional.of("a process of another user (uid " + suspect.uid() + ")");
        }
        if (suspect.leaseHolder().isPresent()) {
            return suspect.leaseHolder();
        }
        if (!ours && suspect.serviceUnit().isPresent()) {
            return suspect.serviceUnit().map(unit -> "the systemd service " + unit + "; use systemctl stop");
        }
        return protectedByName(suspect);
    }

    /**
     * What belongs to a server of portman's may be called anything: whose it is was decided without regard to names that protect strangers. Only a
     * container is never ended behind the back of its runtime, unless the runtime is what was launched.
     */
    private static Optional<String> protectedByName(Suspect suspect) {
        return ProtectedPrograms.kindOf(suspect.executable(), suspect.commandLine())
                .filter(kind -> suspect.kinship() == Kinship.NONE
                        || (suspect.kinship() == Kinship.TREE && kind == ProgramKind.CONTAINER_RUNTIME))
                .map(ProgramKind::whatItIs);
    }
}
