package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.StateFolderException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateLockTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private StateFolder folder;
    private StateLock lock;

    @BeforeEach
    void open() {
        folder = Samples.stateFolder(home);
        lock = new StateLock(folder);
    }

    @Test
    void returnsWhatTheWorkReturnsAndIsFreeAgainAfterAFailure() {
        assertThatThrownBy(() -> lock.hold("fail", SHORT, () -> {
                    throw new IllegalStateException("work failed");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("work failed");
        assertThat(lock.hold("work", SHORT, () -> 42)).isEqualTo(42);
        assertThat(folder.path().resolve("portman.lock.owner")).doesNotExist();
    }

    @Test
    void letsTheThreadThatHoldsItIn() {
        assertThat(lock.hold("outer", SHORT, () -> new StateLock(folder).hold("inner", SHORT, () -> "both")))
                .isEqualTo("both");
    }

    @Test
    void namesTheProcessThatHoldsItWhenTimeIsUp() throws IOException {
        try (ChildJvm holder = ChildJvm.start(HoldLock.class, home)) {
            assertThat(holder.line()).isEqualTo("held");
            assertThatThrownBy(() -> lock.hold("start web", SHORT, () -> "never"))
                    .isInstanceOf(StateFolderException.class)
                    .hasMessageMatching("Lock \\Q" + folder.path().resolve("portman.lock")
                            + "\\E was not free within 200 ms: it is held by pid " + holder.pid()
                            + " \\(start backend, since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\)\\.");
        }
    }

    @Test
    void isFreeAsSoonAsItsHolderIsKilled() throws IOException, InterruptedException {
        try (ChildJvm holder = ChildJvm.start(HoldLock.class, home)) {
            assertThat(holder.line()).isEqualTo("held");
            holder.kill();
            assertThat(lock.hold("start web", LONG, () -> "mine")).isEqualTo("mine");
        }
    }

    @Test
    void namesOurselvesWhereAnotherThreadHoldsIt() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<String> other = threads.submit(() -> lock.hold("start backend", LONG, () -> {
            held.countDown();
            return await(done);
        }));
        held.await();
        assertThatThrownBy(() -> lock.hold("start web", SHORT, () -> "never"))
                .hasMessageContaining(
                        "it is held by pid " + ProcessHandle.current().pid() + " (start backend, since ");
        done.countDown();
        assertThat(other.get()).isEqualTo("done");
        threads.shutdown();
        assertThat(lock.hold("start web", SHORT, () -> "now")).isEqualTo("now");
    }

    @Test
    void losesNoUpdateAmongProcessesThreadsAndClassLoaders() throws Exception {
        Path number = Files.writeString(home.resolve("number"), "0");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (ChildJvm one = ChildJvm.start(CountUnderLock.class, home, number, 50);
                ChildJvm two = ChildJvm.start(CountUnderLock.class, home, number, 50)) {
            List<Callable<Object>> works = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                works.add(() -> count(getClass().getClassLoader(), number));
                works.add(() -> count(new OwnClasses(), number));
            }
            for (Future<Object> work : threads.invokeAll(works, 50, TimeUnit.SECONDS)) {
                work.get();
            }
            assertThat(one.exitCode()).isZero();
            assertThat(two.exitCode()).isZero();
        } finally {
            threads.shutdownNow();
        }
        assertThat(number).hasContent(Integer.toString(2 * 50 + 6 * 50));
    }

    private Object count(ClassLoader loader, Path number) throws ReflectiveOperationException {
        var main = loader.loadClass(CountUnderLock.class.getName()).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) new String[] {home.toString(), number.toString(), "50"});
        return "";
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Loads portman's classes itself, as the class loader of a second plugin version does. */
    private static final class OwnClasses extends URLClassLoader {

        OwnClasses() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }
}
