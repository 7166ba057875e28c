package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock while portman waits. */
@Tag("faults")
class ClockFaultTest {

    /** Adds to the wall clock of a process what stands in a file, as soon as it stands there. */
    private static final String SHIM = """
            #define _GNU_SOURCE
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            static long offset(void) {
                long seconds = 0;
                FILE *f = fopen(getenv("CLOCK_OFFSET"), "r");
                if (f) { if (fscanf(f, "%ld", &seconds) != 1) seconds = 0; fclose(f); }
                return seconds;
            }
            int clock_gettime(clockid_t id, struct timespec *t) {
                int result = syscall(SYS_clock_gettime, id, t);
                if (id == CLOCK_REALTIME) t->tv_sec += offset();
                return result;
            }
            int gettimeofday(struct timeval *restrict t, void *restrict zone) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                t->tv_sec = now.tv_sec; t->tv_usec = now.tv_nsec / 1000;
                return 0;
            }
            time_t time(time_t *t) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                if (t) *t = now.tv_sec;
                return now.tv_sec;
            }
            """;

    private static final List<Long> OFFSETS = List.of(86_400L, -86_400L, -1_750_000_000L);

    private static final Duration LIMIT = Duration.ofMillis(700);

    @TempDir
    Path folder;

    @Test
    void aClockThatJumpsMovesNoDeadlineAndNoIdentity() throws Exception {
        Row row = Row.of(
                "F88",
                "the wall clock jumps a day forward, a day back, or to 1970 while a start waits (limit "
                        + LIMIT.toMillis() + " ms), and while a server runs that is then stopped; time of the waits",
                "deadlines missed by more than 500 ms, or servers not stopped");
        Path offset = Files.writeString(folder.resolve("offset"), "0");
        String library = shim().toString();
        Place place = Place.in(folder);
        try (ActorJvm actor =
                ActorJvm.start(place, "/usr/bin/env", "LD_PRELOAD=" + library, "CLOCK_OFFSET=" + offset)) {
            long before = epoch(actor);
            Files.writeString(offset, "86400");
            row.broken("deadlines and identities are of the wall clock", epoch(actor) - before > 80_000);
            Files.writeString(offset, "0");
            // What it does for the first time takes longer, whatever the clock shows.
            wait(actor, offset, 0);
            Duration usual = wait(actor, offset, 0);
            row.note("without a jump " + usual.toMillis() + " ms");
            for (int i = 0; i < Trials.of(3, 51); i++) {
                jump(row, actor, usual, offset, OFFSETS.get(i % OFFSETS.size()));
            }
        }
        row.end();
    }

    private static void jump(Row row, ActorJvm actor, Duration usual, Path offset, long seconds)
            throws IOException, InterruptedException {
        Duration took = wait(actor, offset, seconds);
        row.took(took);
        row.trial(took.compareTo(LIMIT) < 0 || took.compareTo(usual.plusMillis(500)) > 0, "after " + took);
        try (Marked marked = Marked.fresh()) {
            Files.writeString(offset, "0");
            String started = actor.ask("start server 0 EVICT " + marked.word());
            Files.writeString(offset, Long.toString(seconds));
            String status = actor.ask("status");
            String stopped = actor.ask("stop server");
            row.trial(
                    !status.equals("status [RUNNING]")
                            || !stopped.equals("stopped GRACEFUL")
                            || !marked.processes().isEmpty(),
                    started + ", " + status + ", " + stopped);
        }
    }

    /** How long a start took that was not ready in time, while the clock jumped. */
    private static Duration wait(ActorJvm actor, Path offset, long seconds) throws IOException, InterruptedException {
        try (Marked marked = Marked.fresh()) {
            Files.writeString(offset, "0");
            actor.tell("never server " + LIMIT.toMillis() + " " + marked.word());
            Thread.sleep(200);
            Files.writeString(offset, Long.toString(seconds));
            String[] waited = actor.next().split(" ", -1);
            assertThat(waited[0]).isEqualTo("NotReadyException");
            assertThat(marked.processes()).isEmpty();
            return Duration.ofNanos(Long.parseLong(waited[1]));
        }
    }

    private static long epoch(ActorJvm actor) throws IOException {
        return Long.parseLong(actor.ask("clock").replace("clock ", "")) / 1000;
    }

    private Path shim() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("shim.c"), SHIM);
        Path library = folder.resolve("shim.so");
        int exit = new ProcessBuilder(
                        Needs.tool("cc").toString(), "-shared", "-fPIC", "-o", library.toString(), source.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).as("exit code of the compiler").isZero();
        return library;
    }
}
