package dev.portman.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One start of a {@link NotedServer} with all that came of it.
 *
 * @param before its preparation and the server, in their order
 * @param after its clean-up: none as long as it runs, and never two
 */
record Turn(List<Life> before, List<Life> after) {

    /** The turns of one server in their order, by what its processes wrote down. */
    static List<Turn> of(List<Life> lives) {
        List<Turn> turns = new ArrayList<>();
        for (Life life : lives) {
            if (life.is(NotedServer.AFTER)) {
                ended(turns, life).after().add(life);
            } else {
                begun(turns, life).before().add(life);
            }
        }
        return turns;
    }

    /** A server belongs to the preparation that came last. */
    private static Turn begun(List<Turn> turns, Life life) {
        if (turns.isEmpty()
                || life.is(NotedServer.BEFORE)
                || turns.get(turns.size() - 1).server().count() > 0) {
            turns.add(new Turn(new ArrayList<>(), new ArrayList<>()));
        }
        return turns.get(turns.size() - 1);
    }

    /** A clean-up belongs to what was begun last; to what was begun before that if the last one lives on. */
    private static Turn ended(List<Turn> turns, Life life) {
        if (turns.isEmpty()) {
            turns.add(new Turn(new ArrayList<>(), new ArrayList<>()));
        }
        Turn last = turns.get(turns.size() - 1);
        boolean lives = last.before().stream().anyMatch(it -> it.livedAt(life.begin()));
        return lives && turns.size() > 1 ? turns.get(turns.size() - 2) : last;
    }

    Stream<Life> server() {
        return before.stream().filter(it -> it.is(NotedServer.SERVER));
    }

    Stream<Life> all() {
        return Stream.concat(before.stream(), after.stream());
    }

    long begin() {
        return all().mapToLong(Life::begin).min().orElse(Life.NEVER);
    }

    /** Until when something of it lived, for sure. */
    long until() {
        return all().mapToLong(Life::until).max().orElse(0);
    }

    /** Whether something of it was there in all of a time, for sure; it may have been nothing for as long as a process takes to start. */
    boolean wasThere(long from, long to) {
        return begin() < from && until() > to;
    }

    /**
     * What must not be, whatever was asked of portman: two starts of one server at once, or a clean-up that runs twice or over a later start.
     *
     * @param orphan of a hook whose portman was killed nobody knows how long it goes on
     */
    static List<String> breaches(List<Turn> turns, Predicate<Life> orphan) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (turn.after().size() > 1) {
                found.add("clean-up run " + turn.after().size() + " times: " + pids(turn.after()));
            }
            if (turn.before().stream()
                    .anyMatch(it -> turn.after().stream().anyMatch(after -> it.livedAt(after.begin())))) {
                found.add("clean-up while its own server lives: " + pids(turn.after()));
            }
            if (i + 1 < turns.size()) {
                long next = turns.get(i + 1).begin();
                add(found, "two at once", next, turn.before().stream().filter(orphan.negate()));
                add(
                        found,
                        "clean-up over the next start",
                        next,
                        turn.after().stream().filter(orphan.negate()));
            }
        }
        return found;
    }

    private static void add(List<String> found, String what, long next, Stream<Life> lives) {
        List<Life> over = lives.filter(it -> it.until() > next).toList();
        if (!over.isEmpty()) {
            found.add(what + ": " + pids(over));
        }
    }

    private static String pids(List<Life> lives) {
        return String.join(
                ", ", lives.stream().map(it -> it.part() + " " + it.pid()).toList());
    }
}
