package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
