package dev.portman.model;

import java.util.Optional;

/**
 * Who a process is, beyond its recyclable number. Two identities are the same process only if all of pid, start ticks, boot
 * and namespaces agree; even that is not proof alone (a recycled pid can carry the same tick), so signals ask for more.
 *
 * @param pid the number, valid only together with the rest
 * @param startTicks clock ticks since boot at which it started (field 22 of {@code /proc/PID/stat}, proc(5)); raw, since wall
 *     clock time moves when the clock is set
 * @param bootId {@code /proc/sys/kernel/random/boot_id}
 * @param namespaces the pid and time namespaces in which pid and ticks mean something
 * @param uid the effective user, or {@link #UNKNOWN_UID}
 */
public record ProcessIdentity(long pid, long startTicks, String bootId, String namespaces, long uid) {

    /** The user where it cannot be told. */
    public static final long UNKNOWN_UID = -1;

    /** Users are unsigned 32-bit numbers; the highest of those names nobody (setresuid(2)), and user namespaces give out the rest. */
    public static final long HIGHEST_UID = 0xFFFF_FFFEL;

    /** Whether {@code other} is the same process as far as numbers can tell; the user may have changed since (setuid). */
    public boolean isSameProcessAs(ProcessIdentity other) {
        return pid == other.pid
                && startTicks == other.startTicks
                && bootId.equals(other.bootId)
                && namespaces.equals(other.namespaces);
    }

    /** Why {@code now}, found under the same pid, is not this process; empty if it is. */
    public Optional<String> differenceTo(ProcessIdentity now) {
        if (!bootId.equals(now.bootId)) {
            return Optional.of("the machine was restarted since");
        }
        if (!namespaces.equals(now.namespaces)) {
            return Optional.of("it belongs to another pid or time namespace");
        }
        return pid == now.pid && startTicks == now.startTicks
                ? Optional.empty()
                : Optional.of("pid " + pid + " is another process by now");
    }
}
