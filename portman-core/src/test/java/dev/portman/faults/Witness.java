package dev.portman.faults;

import dev.portman.faults.ProcSnapshot.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads what the servers of a trial write down, and looks all the time which of their processes live; knows nothing of portman. */
final class Witness implements AutoCloseable {

    private static final long PAUSE_MILLIS = 5;

    private final Path file;
    private final Thread thread = new Thread(this::watch, "witness");
    private final Map<Long, Sighting> sightings = new LinkedHashMap<>();
    private List<Note> notes = List.of();
    private long length;
    private boolean closed;

    /** Of the notes in {@code file}. */
    Witness(Path file) {
        this.file = file;
        thread.setDaemon(true);
        thread.start();
    }

    /** A process that has written something down: seen alive last, and seen dead first. */
    private record Sighting(Optional<Entry> process, long seen, long missed) {

        Sighting look(long pid) {
            long before = System.nanoTime();
            Optional<Entry> now = ProcSnapshot.of(pid).filter(it -> !it.isGone());
            boolean same = now.isPresent()
                    && process.filter(it -> it.start() != now.get().start()).isEmpty();
            return same ? new Sighting(now, before, Life.NEVER) : new Sighting(process, seen, System.nanoTime());
        }
    }

    /** What was written so far. */
    synchronized List<Note> notes() {
        look();
        return notes;
    }

    /** The lives of all, in the order in which they began. */
    synchronized List<Life> lives() {
        look();
        List<Life> lives = new ArrayList<>();
        sightings.forEach((pid, sighting) -> lives.add(
                Life.of(notes.stream().filter(it -> it.pid() == pid).toList(), sighting.seen(), sighting.missed())));
        return lives;
    }

    private synchronized void look() {
        long now = file.toFile().length();
        if (now != length) {
            length = now;
            notes = Note.all(ProcSnapshot.text(file));
            notes.forEach(it -> sightings.putIfAbsent(it.pid(), new Sighting(Optional.empty(), it.at(), Life.NEVER)));
        }
        sightings.replaceAll((pid, it) -> it.missed() == Life.NEVER ? it.look(pid) : it);
    }

    private void watch() {
        while (!isClosed()) {
            look();
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
