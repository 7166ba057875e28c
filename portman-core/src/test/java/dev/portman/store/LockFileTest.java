package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file of the lock is replaced, opened a second time, or a link, while a thread holds the lock or waits for it. */
@Timeout(60)
class LockFileTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch done = new CountDownLatch(1);

    @TempDir
    Path home;

    private Path file;
    private StateLock lock;

    @BeforeEach
    void open() {
        StateFolder folder = Samples.stateFolder(home);
        file = folder.path().resolve("portman.lock");
        lock = new StateLock(folder);
    }

    @AfterEach
    void endThreads() {
        done.countDown();
        threads.shutdown();
    }

    @Test
    void aLockOnAReplacedFileIsNotTaken() throws Exception {
        AtomicBoolean free = new AtomicBoolean();
        try (ChildJvm first = ChildJvm.start(HoldLock.class, home)) {
            assertThat(first.line()).isEqualTo("held");
            Future<Boolean> ours = threads.submit(() -> lock.hold("start web", LONG, free::get));
            await().until(() -> !queued().isEmpty());
            List<Thread> behindTheFirst = queued();
            Files.delete(file);
            try (ChildJvm second = ChildJvm.start(HoldLock.class, home)) {
                assertThat(second.line()).isEqualTo("held");

                first.kill();

                await().until(() -> ours.isDone() || !behindTheFirst.containsAll(queued()));
                free.set(true);
                second.kill();
            }
            assertThat(ours.get())
                    .as("the second process had released the lock")
                    .isTrue();
        }
    }

    @Test
    void aThreadThatTimesOutDoesNotReleaseTheLockOfAnotherThread() throws Exception {
        Future<String> holder = holdInAnotherThread();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> lock.hold("start web", SHORT, () -> "never"))
                    .isInstanceOf(StateFolderException.class);
        }

        assertThat(tryInAnotherProcess()).isEqualTo("out of time");

        done.countDown();
        assertThat(holder.get()).isEqualTo("done");
    }

    @Test
    void anInterruptedThreadDoesNotGetTheLock() throws Exception {
        Future<String> holder = holdInAnotherThread();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> lock.hold("start web", LONG, () -> "never"))
                    .isInstanceOf(StateFolderException.class);
        } finally {
            assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        }
        assertThat(tryInAnotherProcess()).as("it is still held").isEqualTo("out of time");
        done.countDown();
        assertThat(holder.get()).isEqualTo("done");
    }

    @Test
    void everyFolderHasALockOfItsOwn() throws Exception {
        StateLock other = new StateLock(Samples.stateFolder(Files.createDirectory(home.resolve("other"))));
        Future<String> holder = holdInAnotherThread();

        assertThat(other.hold("start web", SHORT, () -> "at once")).isEqualTo("at once");

        done.countDown();
        assertThat(holder.get()).isEqualTo("done");
        assertThat(other.hold("start web", SHORT, () -> lock.hold("start api", SHORT, this::tryInAnotherProcess)))
                .as("another process cannot get the second lock")
                .isEqualTo("out of time");
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path victim = home.resolve("victim");
        Files.createSymbolicLink(file, victim);

        assertThatThrownBy(() -> lock.hold("start web", SHORT, () -> "never"))
                .isInstanceOf(StateFolderException.class)
                .hasMessageStartingWith("Lock " + file + " cannot be had: ");

        assertThat(victim).doesNotExist();
    }

    private Future<String> holdInAnotherThread() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Future<String> holder = threads.submit(() -> lock.hold("start backend", LONG, () -> {
            held.countDown();
            return awaitEnd();
        }));
        held.await();
        return holder;
    }

    private String awaitEnd() {
        try {
            return done.await(LONG.toMillis(), TimeUnit.MILLISECONDS) ? "done" : "out of time";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String tryInAnotherProcess() {
        try (ChildJvm other = ChildJvm.start(TryLock.class, home)) {
            return other.line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The threads of this JVM in the kernel's queue; each has opened the file before. */
    private static List<Thread> queued() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("portman-lock"))
                .toList();
    }
}
