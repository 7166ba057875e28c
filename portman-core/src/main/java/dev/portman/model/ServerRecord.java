package dev.portman.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is remembered about a started server: the truth for stop and status, kept where only the user can write.
 *
 * @param key which server
 * @param cookie 128 random bits, in hex, that its processes carry as {@code PORTMAN_ID}
 * @param mark the number that the kernel keeps for everything that the launch starts; empty where none could be set
 * @param starter the process that started it; for {@link Lifetime#BUILD} its death is the build's death
 * @param leader the process launched, or, of a server that went into the background, the one that serves; empty between the intent and the launch
 * @param spec what is needed to stop it
 * @param assigned its port
 * @param report how its start went so far
 * @param users the processes that count on it beside people: the build that started it, and each that reuses it; as long as one of them
 *     lives, no other build takes it away
 * @param stop the stop that owns it, from its claim until the last hook has ended; empty if none does
 */
public record ServerRecord(
        ServerKey key,
        String cookie,
        OptionalLong mark,
        ProcessIdentity starter,
        Optional<ProcessIdentity> leader,
        RecordedSpec spec,
        AssignedPort assigned,
        StartReport report,
        List<ProcessIdentity> users,
        Optional<StopClaim> stop) {

    /** Copies the list. */
    public ServerRecord {
        users = List.copyOf(users);
    }

    /** A server as it is started, without a mark: used by the process that starts it for a build, or for its own time. */
    public ServerRecord(
            ServerKey key,
            String cookie,
            ProcessIdentity starter,
            Optional<ProcessIdentity> leader,
            RecordedSpec spec,
            AssignedPort assigned,
            StartReport report) {
        this(
                key,
                cookie,
                OptionalLong.empty(),
                starter,
                leader,
                spec,
                assigned,
                report,
                key.isOfBuild() || spec.lifetime() == Lifetime.BUILD ? List.of(starter) : List.of(),
                Optional.empty());
    }

    /** The same record with a mark. */
    public ServerRecord markedBy(OptionalLong number) {
        return new ServerRecord(key, cookie, number, starter, leader, spec, assigned, report, users, stop);
    }

    /** Whether what the launch starts carries a mark, so that a daemon is recognised. */
    public boolean isMarked() {
        return mark.isPresent();
    }

    /** Whether another record is of this very start: no start ever makes the same cookie twice. */
    public boolean isSameStart(ServerRecord other) {
        return cookie.equals(other.cookie);
    }

    /** Whether another record claims what this start has put on its processes: one of the two is a copy then. */
    public boolean sharesProofs(ServerRecord other) {
        return isSameStart(other) || (mark.isPresent() && mark.equals(other.mark));
    }

    /** The same record once the process exists, or led by the process that serves. */
    public ServerRecord launched(ProcessIdentity process) {
        return new ServerRecord(key, cookie, mark, starter, Optional.of(process), spec, assigned, report, users, stop);
    }

    /** The same record, its leader gone. */
    public ServerRecord unled() {
        return new ServerRecord(key, cookie, mark, starter, Optional.empty(), spec, assigned, report, users, stop);
    }

    /** The same record with a newer report. */
    public ServerRecord withReport(StartReport newer) {
        return new ServerRecord(key, cookie, mark, starter, leader, spec, assigned, newer, users, stop);
    }

    /** The same record with other users. */
    public ServerRecord usedBy(List<ProcessIdentity> others) {
        return new ServerRecord(key, cookie, mark, starter, leader, spec, assigned, report, others, stop);
    }

    /** The same record, owned by a stop. */
    public ServerRecord claimedBy(StopClaim owner) {
        return new ServerRecord(key, cookie, mark, starter, leader, spec, assigned, report, users, Optional.of(owner));
    }

    /** The same record, given back by a stop that has not ended the server. */
    public ServerRecord givenBack() {
        return new ServerRecord(key, cookie, mark, starter, leader, spec, assigned, report, users, Optional.empty());
    }

    /** The same record of a server that is to end with its last user, whatever it was started for. */
    public ServerRecord endingWithUsers() {
        return new ServerRecord(
                key, cookie, mark, starter, leader, spec.endingWithUsers(), assigned, report, users, stop);
    }

    /** The server's log. */
    public Path logFile() {
        return key.logIn(spec.logsDirectory());
    }

    /** The servers that it needs. */
    public List<ServerKey> dependencies() {
        return spec.dependsOn().stream().map(key::sibling).toList();
    }

    /** Whether its described checks have all passed once. */
    public boolean isReady() {
        return report.readyAt().isPresent();
    }

    /** Where it is in its life: said by what the record holds, so that nothing beside it could disagree. */
    public RecordState state() {
        if (stop.isPresent()) {
            return RecordState.STOPPING;
        }
        if (isReady()) {
            return RecordState.RUNNING;
        }
        return leader.isPresent() ? RecordState.STARTING : RecordState.INTENDED;
    }
}
