package dev.portman.internal.ownership;

import dev.portman.process.Member;
import dev.portman.process.Member.Evidence;
import dev.portman.process.ProcessRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What earlier looks at one tree have shown and later ones cannot show any more, since what proved it has ended. */
final class Sightings {

    private final Set<Member> inSession = new HashSet<>();
    private final Map<Long, Seen> standings = new HashMap<>();

    /** A process and its standing at the last look; its number alone may be another one's by now. */
    private record Seen(long startTicks, Standing standing) {}

    void keep(List<Member> members) {
        members.stream().filter(it -> it.evidence() == Evidence.SESSION).forEach(inSession::add);
    }

    void keep(ProcessRow row, Standing standing) {
        if (standing.kind() != Standing.Kind.OUTSIDE) {
            standings.put(row.pid(), new Seen(row.startTicks(), standing));
        }
    }

    /** The kernel keeps the number of a session as long as it has members, so that they stay provable by it. */
    boolean wasInSession(Member member) {
        return inSession.contains(member);
    }

    boolean wasInSession(ProcessRow row) {
        return inSession.stream()
                .anyMatch(it -> it.pid() == row.pid() && it.identity().startTicks() == row.startTicks());
    }

    /** Whether it was a member: it does not come to be apart from the server by the end of its parent. */
    boolean wasMember(ProcessRow row) {
        return standing(row).filter(it -> it.kind() == Standing.Kind.MEMBER).isPresent();
    }

    /** The standing of a process that was left alone: what it belongs to may have ended since. */
    Optional<Standing> aside(ProcessRow row) {
        return standing(row).filter(Standing::isAside);
    }

    private Optional<Standing> standing(ProcessRow row) {
        return Optional.ofNullable(standings.get(row.pid()))
                .filter(it -> it.startTicks() == row.startTicks())
                .map(Seen::standing);
    }
}
