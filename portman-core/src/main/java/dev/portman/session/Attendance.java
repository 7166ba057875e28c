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

/** Stays with the servers of a session: looks again and again whether each is up, and starts again what is to be started again. */
final class Attendance {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Session session;
    private final RestartPolicy policy;
    private final Audience audience;
    private final Map<ServerKey, Course> courses = new LinkedHashMap<>();

    /** For a session whose servers were started. */
    Attendance(Session session, RestartPolicy policy, Audience audience) {
        this.session = session;
        this.policy = policy;
        this.audience = audience;
        session.specs().forEach(it -> keep(Course.of(it)));
    }

    /** Returns when none of the servers runs any more or is to be started again, or this process is ending. */
    void await() throws InterruptedException {
        while (courses.values().stream().anyMatch(Course::isOn) && !session.isLeaving(PAUSE)) {
            look();
        }
    }

    /** How it goes with each server, those that have ended among them. */
    Map<ServerKey, Course> courses() {
        return courses;
    }

    /** Looks once, and does what is to be done. */
    void look() {
        Map<ServerKey, ServerStatus> seen = session.look();
        for (Course course : List.copyOf(courses.values())) {
            if (session.isLeaving()) {
                return;
            }
            ServerKey key = course.spec().key();
            attend(course, seen.getOrDefault(key, ServerStatus.unknown(key)));
        }
    }

    private void attend(Course course, ServerStatus seen) {
        if (course.pending().isPresent()) {
            Course.Pending pending = course.pending().get();
            if (isTaken(pending, seen)) {
                taken(course, seen);
            } else if (pending.at().isOver()) {
                startAgain(course);
                followToNewPlaces();
            }
        } else if (course.isOn()) {
            // Not at the first look: somebody else may be about to stop it, and forgets it a moment after its end.
            if (seen.state().isUp() || !course.missed()) {
                keep(course.seen(seen.state().isUp()));
            } else {
                ended(course, seen);
            }
        }
    }

    private void ended(Course course, ServerStatus seen) {
        Restart wanted = course.spec().upkeep().restart();
        if (seen.record().isEmpty()) {
            boolean meant = wanted != Restart.NEVER;
            tell(course, Optional.empty(), meant ? new AfterEnd.Taken() : new AfterEnd.Stays());
            keep(course.ended(Course.State.TAKEN));
            return;
        }
        ServerRecord record = seen.record().get();
        Optional<FailureCause> cause =
                wanted == Restart.NEVER ? Optional.empty() : session.causeOf(course.spec(), record, seen.exitCode());
        Downfall downfall = Downfall.of(seen.exitCode(), cause);
        AfterEnd next = policy.judge(wanted, downfall, course.restarts(), course.lived());
        tell(course, downfall.exitCode(), next);
        keep(followed(course, downfall, next, Optional.of(record)));
    }

    /** What a restart that failed leaves behind is nothing, not even a record. */
    private void notStarted(Course course, PortmanException e) {
        Downfall downfall = Downfall.of(e);
        AfterEnd next = policy.judge(course.spec().upkeep().restart(), downfall, course.restarts(), Duration.ZERO);
        boolean saidInOneLine =
                next instanceof AfterEnd.Again && downfall.exitCode().isPresent();
        if (!saidInOneLine) {
            audience.failed().accept(e);
        }
        if (!(next instanceof AfterEnd.Stays)) {
            tell(course, downfall.exitCode(), next);
        }
        keep(followed(course, downfall, next, Optional.empty()));
    }

    private static Course followed(Course course, Downfall downfall, AfterEnd next, Optional<ServerRecord> left) {
        if (next instanceof AfterEnd.Again again) {
            return course.waiting(again, left);
        }
        return course.ended(downfall.nature() == Downfall.Nature.CALM ? Course.State.DONE : Course.State.FAILED);
    }

    private static boolean isTaken(Course.Pending pending, ServerStatus seen) {
        boolean same = seen.record().isEmpty()
                ? pending.left().isEmpty()
                : pending.left().filter(seen.record().get()::isSameStart).isPresent();
        return seen.state().isUp() || !same;
    }

    /** Whoever runs it now, it is there. */
    private void taken(Course course, ServerStatus seen) {
        if (seen.state().isUp()) {
            keep(Course.of(course.spec()));
        } else {
            tell(course, Optional.empty(), new AfterEnd.Taken());
            keep(course.ended(Course.State.TAKEN));
        }
    }

    /** Starts a server, or starts it anew if it runs; if that fails, its restarts go on as they would after an end. */
    void startAgain(Course course) {
        try {
            session.startAgain(course.spec());
            keep(course.again());
        } catch (PortmanException e) {
            if (!Ending.isUnderWay()) {
                notStarted(course, e);
            }
        }
    }

    /** Who knows a server by its old place is started anew as well. */
    void followToNewPlaces() {
        Map<ServerKey, List<String>> changes = session.changes();
        for (ServerSpec spec : session.specs()) {
            List<String> changed = changes.getOrDefault(spec.key(), List.of());
            Course course = courses.get(spec.key());
            if (course != null && course.isOn() && !changed.isEmpty() && !session.isLeaving()) {
                audience.told().accept(new ProgressEvent.Changed(spec.name(), changed));
                startAgain(course);
                followToNewPlaces();
                return;
            }
        }
    }

    private void tell(Course course, Optional<Integer> exitCode, AfterEnd next) {
        audience.told().accept(new ProgressEvent.Ended(course.spec().name(), exitCode, next));
    }

    private void keep(Course course) {
        courses.put(course.spec().key(), course);
    }
}
