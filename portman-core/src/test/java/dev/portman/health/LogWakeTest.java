package dev.portman.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWakeTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void aPauseEndsWhenSomethingIsWritten() throws Exception {
        Path log = Files.createFile(folder.resolve("server.log"));
        try (LogWake wake = new LogWake(folder)) {
            long begun = System.nanoTime();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(
                    () -> append(log), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));

            assertThat(wake.pause(LONG)).isTrue();

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(90), Duration.ofSeconds(5));
            writer.get();
        }
    }

    @Test
    void aPauseLastsAsLongAsItIsAllowedToIfNothingIsWritten() throws IOException {
        try (LogWake wake = new LogWake(folder)) {
            assertPauses(wake);
        }
    }

    @Test
    void aFolderThatCannotBeWatchedStillGivesPauses() throws IOException {
        try (LogWake wake = new LogWake(folder.resolve("missing"))) {
            assertPauses(wake);
        }
    }

    @Test
    void anInterruptEndsAPause() throws IOException {
        try (LogWake wake = new LogWake(folder)) {
            Thread.currentThread().interrupt();

            assertThat(wake.pause(LONG)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void noWatchIsLeftOpen() throws IOException {
        long before = watches();
        for (int i = 0; i < 5; i++) {
            new LogWake(folder).close();
            new LogWake(folder.resolve("missing")).close();
        }

        // Nobody waits for the kernel to end a watch, so it ends some time after.
        await().atMost(Duration.ofSeconds(30)).until(() -> watches() <= before);
    }

    private static void assertPauses(LogWake wake) {
        long begun = System.nanoTime();

        assertThat(wake.pause(Duration.ofMillis(50))).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(49));
    }

    private static long watches() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(LogWakeTest::isWatch).count();
        }
    }

    private static boolean isWatch(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static void append(Path log) {
        try {
            Files.writeString(log, "line\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
