package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.portman.model.StateFolderException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lock inside a JVM: its monitor and property are shared by all versions of portman that are loaded. */
@Timeout(60)
class JvmLockTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path file = Path.of("/test", getClass().getName(), Long.toString(System.nanoTime()));
    private final String shared = ("dev.portman.lock:" + file).intern();
    private final AtomicLong now = new AtomicLong();
    private final FutureTask<Boolean> waiting =
            new FutureTask<>(() -> new JvmLock(file).acquire(new Patience(LIMIT, () -> "one", now::get)));
    private final Thread thread = new Thread(waiting);

    @BeforeEach
    void acquire() {
        assertThat(new JvmLock(file).acquire(new Patience(LIMIT, () -> "one"))).isTrue();
    }

    @AfterEach
    void release() {
        new JvmLock(file).release();
    }

    @Test
    void theMonitorAndThePropertyAreSharedByAllClassLoaders() throws Exception {
        assertThat(System.getProperty(shared)).isNotNull();
        synchronized (shared) {
            thread.start();
            await().until(() -> thread.getState() == Thread.State.BLOCKED);
            System.clearProperty(shared);
        }
        assertThat(waiting.get()).isTrue();
    }

    @Test
    void aLockThatBecomesFreeAtTheLastMomentIsAcquired() throws Exception {
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        synchronized (shared) {
            now.set(LIMIT.toNanos());
            new JvmLock(file).release();
        }
        assertThat(waiting.get()).isTrue();
    }

    /** Left over by a thread that was stopped, or handed to this JVM by the one that started it. */
    @ParameterizedTest
    @ValueSource(strings = {"thread 999999999", "pid %d thread 999999999", "pid 1 thread 1", "pid 4194305 thread 1"})
    void anOwnerThatHasEndedOwnsNothing(String owner) {
        System.setProperty(shared, owner.formatted(ProcessHandle.current().pid()));

        assertThat(new JvmLock(file).acquire(new Patience(LIMIT, () -> "one", now::get)))
                .isTrue();
        assertThat(new JvmLock(file).isMine()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread %d", "pid %2$d thread %1$d", "the words of a later version"})
    void anOwnerThatLivesKeepsIt(String owner) {
        Thread living = new Thread(() -> assertThat(waitsForEver()).isTrue(), "somebody");
        living.start();
        System.setProperty(
                shared, owner.formatted(living.getId(), ProcessHandle.current().pid()));
        now.set(LIMIT.toNanos() * 2);
        try {
            assertThat(new JvmLock(file).acquire(new Patience(Duration.ZERO, () -> "one", now::get)))
                    .isFalse();
            assertThat(new JvmLock(file).describe())
                    .contains(System.getProperty(shared))
                    .endsWith(owner.contains("%") ? " (somebody) has it" : " has it");
        } finally {
            living.interrupt();
        }
    }

    /** Until it is interrupted. */
    private static boolean waitsForEver() {
        try {
            new CountDownLatch(1).await();
            return false;
        } catch (InterruptedException end) {
            return true;
        }
    }

    @Test
    void whoHasWaitedInVainIsToldWhichThreadHasIt(@TempDir Path folder) throws Exception {
        StateLock lock = new StateLock(folder);
        FutureTask<Throwable> second = new FutureTask<>(
                () -> catchThrowable(() -> lock.hold("wait", Duration.ofMillis(50), () -> Boolean.TRUE)));
        lock.hold("work", LIMIT, () -> {
            new Thread(second).start();
            await().until(second::isDone);
            return Boolean.TRUE;
        });

        assertThat(second.get())
                .isInstanceOf(StateFolderException.class)
                .hasMessageContaining(
                        "it is held by pid " + ProcessHandle.current().pid() + " (work")
                .hasMessageContaining(
                        "in this process, pid " + ProcessHandle.current().pid() + " thread "
                                + Thread.currentThread().getId() + " ("
                                + Thread.currentThread().getName() + ") has it");
    }
}
