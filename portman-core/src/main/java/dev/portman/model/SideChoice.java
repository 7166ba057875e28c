package dev.portman.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which servers a verb means where a person and a build may each have one of the same folder and name. In plain loops: it is part of every status.
 *
 * @param meant those
 * @param left those of builds that are running, which it leaves
 */
public record SideChoice(List<ServerStatus> meant, List<ServerStatus> left) {

    /** Copies the lists. */
    public SideChoice {
        meant = List.copyOf(meant);
        left = List.copyOf(left);
    }

    /**
     * For a verb that ends servers: a person's, and where none is up, that of a build which is not running any more.
     *
     * @param known of all sides
     * @param side the only one that is meant, also where a build is running; empty if none was named
     */
    public static SideChoice toEnd(List<ServerStatus> known, Optional<Side> side) {
        if (side.isPresent()) {
            return new SideChoice(on(side.get(), known), List.of());
        }
        List<ServerStatus> meant = new ArrayList<>();
        List<ServerStatus> left = new ArrayList<>();
        for (ServerStatus status : known) {
            boolean isUsed = !status.users().isEmpty();
            if (!status.key().isOfBuild()) {
                meant.add(status);
            } else if (!isUp(status.key().on(Side.PERSON), known)) {
                (isUsed ? left : meant).add(status);
            }
        }
        return new SideChoice(meant, left);
    }

    /**
     * For a verb that looks at servers, one of each name: a person's, and where none is known, a build's.
     *
     * @param side the only one that is meant; empty if none was named
     */
    public static List<ServerStatus> toSee(List<ServerStatus> known, Optional<Side> side) {
        if (side.isPresent()) {
            return on(side.get(), known);
        }
        Map<ServerKey, ServerStatus> seen = new LinkedHashMap<>();
        for (ServerStatus status : known) {
            seen.merge(status.key().on(Side.PERSON), status, SideChoice::preferred);
        }
        return List.copyOf(seen.values());
    }

    /** By whom the question is answered whether all are running: by a person's servers where there are any. */
    public static List<ServerStatus> judged(List<ServerStatus> shown) {
        List<ServerStatus> ofPersons = on(Side.PERSON, shown);
        return ofPersons.isEmpty() ? shown : ofPersons;
    }

    private static ServerStatus preferred(ServerStatus one, ServerStatus other) {
        ServerStatus persons = one.key().isOfBuild() ? other : one;
        ServerStatus builds = one.key().isOfBuild() ? one : other;
        return persons.record().isPresent() ? persons : builds;
    }

    private static List<ServerStatus> on(Side side, List<ServerStatus> known) {
        List<ServerStatus> on = new ArrayList<>();
        for (ServerStatus status : known) {
            if (status.key().side() == side) {
                on.add(status);
            }
        }
        return on;
    }

    private static boolean isUp(ServerKey key, List<ServerStatus> known) {
        boolean up = false;
        for (ServerStatus status : known) {
            up |= status.key().equals(key) && status.state().isUp();
        }
        return up;
    }
}
