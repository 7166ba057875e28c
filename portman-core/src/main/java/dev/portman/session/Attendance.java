package dev.portman.session;

import dev.portman.model.AfterEnd;
import dev.portman.model.FailureCause;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.Restart;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Stays with the servers of a session: looks again and again whether each is up, and starts again what is to be started again. */
final class Attendance {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Session session;
    private final RestartPolicy policy;
    private final Consumer<ProgressEvent> told;
    private final Consumer<PortmanException> failed;
    private final Map<ServerKey, Course> courses = new LinkedHashMap<>();

    /**
     * For a session whose servers were started.
     *
     * @param told what happens
     * @param failed what could not be started again, in full
     */
    Attendance(Session session, RestartPolicy policy, Consumer<ProgressEvent> told, Consumer<PortmanException> failed) {
        this.session = session;
        this.policy = policy;
        this.told = told;
        this.failed = failed;
    }

    /** Returns when none of the servers runs any more or is to be started again, or this process is ending. */
    void await() throws InterruptedException {
        session.specs().forEach(it -> courses.put(it.key(), Course.of(it)));
        while (!courses.isEmpty() && !session.isLeaving(PAUSE)) {
            Map<ServerKey, ServerStatus> seen = session.look();
            for (Course course : List.copyOf(courses.values())) {
                if (session.isLeaving(Duration.ZERO)) {
                    return;
                }
                ServerKey key = course.spec().key();
                attend(course, seen.getOrDefault(key, ServerStatus.unknown(key)));
            }
        }
    }

    private void attend(Course course, ServerStatus seen) {
        if (course.pending().isPresent()) {
            Course.Pending pending = course.pending().get();
            if (isTaken(pending, seen)) {
                taken(course, seen);
            } else if (pending.at().isOver()) {
                startAgain(course);
            }
        } else if (seen.state().isUp() || !course.missed()) {
            // Not at the first look: somebody else may be about to stop it, and forgets it a moment after its end.
            keep(course.seen(seen.state().isUp()));
        } else {
            ended(course, seen);
        }
    }

    private void ended(Course course, ServerStatus seen) {
        Restart wanted = course.spec().upkeep().restart();
        if (seen.record().isEmpty()) {
            boolean meant = wanted != Restart.NEVER;
            follow(course, Optional.empty(), meant ? new AfterEnd.Taken() : new AfterEnd.Stays(), Optional.empty());
            return;
        }
        ServerRecord record = seen.record().get();
        Optional<FailureCause> cause =
                wanted == Restart.NEVER ? Optional.empty() : session.causeOf(course.spec(), record, seen.exitCode());
        Downfall downfall = Downfall.of(seen.exitCode(), cause);
        AfterEnd next = policy.judge(wanted, downfall, course.restarts(), course.lived());
        follow(course, downfall.exitCode(), next, Optional.of(record.cookie()));
    }

    /** What a restart that failed left behind is nothing, not even a record. */
    private void notStarted(Course course, PortmanException e) {
        Downfall downfall = Downfall.of(e);
        AfterEnd next = policy.judge(course.spec().upkeep().restart(), downfall, course.restarts(), Duration.ZERO);
        boolean saidInOneLine =
                next instanceof AfterEnd.Again && downfall.exitCode().isPresent();
        if (!saidInOneLine) {
            failed.accept(e);
        }
        follow(course, downfall.exitCode(), next, Optional.empty());
    }

    private void follow(Course course, Optional<Integer> exitCode, AfterEnd next, Optional<String> cookie) {
        told.accept(new ProgressEvent.Ended(course.spec().name(), exitCode, next));
        if (next instanceof AfterEnd.Again again) {
            keep(course.waiting(again, cookie));
        } else {
            courses.remove(course.spec().key());
        }
    }

    private static boolean isTaken(Course.Pending pending, ServerStatus seen) {
        return seen.state().isUp() || !seen.record().map(ServerRecord::cookie).equals(pending.cookie());
    }

    /** Whoever runs it now, it is there. */
    private void taken(Course course, ServerStatus seen) {
        if (seen.state().isUp()) {
            keep(Course.of(course.spec()));
        } else {
            follow(course, Optional.empty(), new AfterEnd.Taken(), Optional.empty());
        }
    }

    private void startAgain(Course course) {
        try {
            session.startAgain(course.spec());
            keep(course.again());
        } catch (PortmanException e) {
            if (!Ending.isUnderWay()) {
                notStarted(course, e);
            }
            return;
        }
        followToNewPlaces();
    }

    /** Who knows a server by its old place is started anew as well. */
    private void followToNewPlaces() {
        Map<ServerKey, List<String>> changes = session.changes();
        for (ServerSpec spec : session.specs()) {
            List<String> changed = changes.getOrDefault(spec.key(), List.of());
            Course course = courses.get(spec.key());
            if (course != null && !changed.isEmpty()) {
                told.accept(new ProgressEvent.Changed(spec.name(), changed));
                startAgain(course);
            }
        }
    }

    private void keep(Course course) {
        courses.put(course.spec().key(), course);
    }
}
