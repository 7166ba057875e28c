package dev.portman.session;

import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.session.Renewal.Why;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the servers of a session as they are described, and as their files are, until this process is ending. */
final class Keeping {

    private final Session session;
    private final Attendance attendance;
    private final Watching watching;
    private final Audience audience;
    private final Consumer<ServerSpec> described;

    /**
     * For a session whose servers were started.
     *
     * @param described is told of each server as it is described from now on, before it is started
     */
    Keeping(
            Session session,
            Attendance attendance,
            Watching watching,
            Audience audience,
            Consumer<ServerSpec> described) {
        this.session = session;
        this.attendance = attendance;
        this.watching = watching;
        this.audience = audience;
        this.described = described;
    }

    /** Returns when this process is ending. */
    void await() throws InterruptedException {
        audience.told().accept(watching.begun());
        while (!session.isLeaving(watching.pause())) {
            Watching.News news = watching.news(audience);
            if (!news.isNone()) {
                renew(news);
            }
            attendance.look();
        }
    }

    private void renew(Watching.News news) {
        Optional<Described> read = news.description() ? watching.read(audience) : Optional.empty();
        List<ServerSpec> before = session.specs();
        List<ServerSpec> next = read.map(this::needed).orElse(before);
        Renewal renewal =
                Renewal.of(new Renewal.Facts(read.isPresent(), next, states(), changes(before, next), news.touched()));
        if (read.isPresent()) {
            session.describe(next);
            watching.refocus(next, audience);
        }
        act(renewal);
    }

    /** What was started here for others' sake stays as long as they need it; what others run is left to them. */
    private List<ServerSpec> needed(Described now) {
        List<ServerKey> toStart =
                session.toStart(now).stream().map(ServerSpec::key).toList();
        return now.all().stream()
                .filter(it -> now.needed().contains(it.key()))
                .filter(it -> toStart.contains(it.key()) || attendance.courses().containsKey(it.key()))
                .toList();
    }

    private Map<ServerKey, Course.State> states() {
        Map<ServerKey, Course.State> states = new LinkedHashMap<>();
        attendance.courses().forEach((key, course) -> states.put(key, course.state()));
        return states;
    }

    /** What runs is compared with what it was started as; what does not, with what was described before. */
    private Map<ServerKey, List<String>> changes(List<ServerSpec> before, List<ServerSpec> next) {
        Map<ServerKey, List<String>> changes = new HashMap<>();
        for (ServerSpec now : next) {
            before.stream()
                    .filter(it -> it.key().equals(now.key()))
                    .forEach(it -> changes.put(now.key(), session.differences(it, now)));
        }
        changes.putAll(session.changes(next));
        return changes;
    }

    /** All that is to go goes first, so that its ports are free for the rest. */
    private void act(Renewal renewal) {
        if (!renewal.gone().isEmpty()) {
            audience.told()
                    .accept(new ProgressEvent.Undescribed(
                            renewal.gone().stream().map(ServerKey::name).toList()));
        }
        renewal.anew().forEach(this::tell);
        try {
            session.stop(
                    renewal.gone(),
                    renewal.anew().stream().map(it -> it.spec().key()).toList());
        } catch (PortmanException e) {
            audience.failed().accept(e);
        }
        renewal.gone().forEach(attendance.courses()::remove);
        for (ServerSpec spec : session.specs()) {
            attendance.courses().computeIfPresent(spec.key(), (key, course) -> course.described(spec));
            described.accept(spec);
        }
        renewal.anew().forEach(it -> start(it.spec().key()));
        if (!renewal.anew().isEmpty()) {
            attendance.followToNewPlaces();
        }
    }

    private void start(ServerKey key) {
        session.specs().stream()
                .filter(it -> it.key().equals(key) && !session.isLeaving())
                .findFirst()
                .ifPresent(it -> attendance.startAgain(Course.of(it)));
    }

    private void tell(Renewal.Anew anew) {
        String server = anew.spec().name();
        if (anew.why() instanceof Why.Changed changed) {
            audience.told().accept(new ProgressEvent.Changed(server, changed.parts()));
        } else if (anew.why() instanceof Why.Touched touched) {
            Path folder = anew.spec().key().directory();
            List<Path> files = touched.files().stream()
                    .map(it -> it.startsWith(folder) ? folder.relativize(it) : it)
                    .toList();
            audience.told().accept(new ProgressEvent.FilesChanged(server, files));
        }
    }
}
