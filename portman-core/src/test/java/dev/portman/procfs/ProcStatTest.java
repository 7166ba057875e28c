package dev.portman.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {

    private final Fixtures fixtures = new Fixtures();

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void readsOurselves() {
        long self = ProcessHandle.current().pid();

        ProcStat stat = ProcStat.read(self).orElseThrow();

        assertThat(stat.pid()).isEqualTo(self);
        assertThat(stat.parent())
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
        assertThat(stat.threads()).isGreaterThan(1);
        assertThat(stat.isGone()).isFalse();
        assertThat(stat.isStopped()).isFalse();
        assertThat(stat.kernelThread()).isFalse();
    }

    @Test
    void startTicksAgreeWithTheJdksStartInstant() {
        ProcStat stat = ProcStat.read(ProcessHandle.current().pid()).orElseThrow();

        assertThat(ProcFiles.startedAt(stat))
                .isEqualTo(ProcessHandle.current().info().startInstant());
    }

    @Test
    void aNameFullOfBracketsAndBlanksShiftsNothing() {
        PythonProcess plain = fixtures.python("ready(os.getpgid(0), os.getsid(0)); wait()");
        PythonProcess evil = fixtures.python(
                "ctypes.CDLL(None).prctl(15, b'x) S 1 1 1 (', 0, 0, 0); ready(os.getpgid(0), os.getsid(0)); wait()");

        ProcStat stat = ProcStat.read(evil.pid()).orElseThrow();

        assertThat(stat.comm()).isEqualTo("x) S 1 1 1 (");
        assertThat(stat.parent()).isEqualTo(ProcessHandle.current().pid());
        assertThat(stat.group()).isEqualTo(evil.number(0));
        assertThat(stat.session()).isEqualTo(evil.number(1));
        assertThat(stat.startTicks())
                .isGreaterThanOrEqualTo(ProcStat.read(plain.pid()).orElseThrow().startTicks());
    }

    @Test
    void aZombieIsGone() {
        PythonProcess parent = fixtures.python("pid = os.fork()\nif pid == 0: os._exit(0)\nready(pid); wait()");
        long child = parent.number(0);

        await().untilAsserted(() ->
                assertThat(ProcStat.read(child).orElseThrow().state()).isEqualTo('Z'));

        assertThat(ProcStat.read(child).orElseThrow().isGone()).isTrue();
        assertThat(ProcDescription.identity(child)).isEmpty();
    }

    @Test
    void aZombieLeaderWithALivingThreadIsNotGone() {
        PythonProcess process = fixtures.python("""
                import threading
                threading.Thread(target=lambda: (time.sleep(0.2), ready(), wait())).start()
                ctypes.CDLL(None).pthread_exit(None)
                """);

        ProcStat stat = ProcStat.read(process.pid()).orElseThrow();

        assertThat(stat.state()).isEqualTo('Z');
        assertThat(stat.isGone()).isFalse();
    }

    @Test
    void aStoppedProcessIsStoppedAndNotGone() {
        PythonProcess process = fixtures.python("ready(); os.kill(os.getpid(), signal.SIGSTOP); wait()");

        await().untilAsserted(() -> assertThat(
                        ProcStat.read(process.pid()).orElseThrow().isStopped())
                .isTrue());

        assertThat(ProcStat.read(process.pid()).orElseThrow().isGone()).isFalse();
    }

    @Test
    void aVanishedProcessIsEmpty() {
        PythonProcess process = fixtures.python("ready(); wait()");
        assertThat(ProcStat.read(process.pid())).isPresent();

        process.close();

        await().untilAsserted(() -> assertThat(ProcStat.read(process.pid())).isEmpty());
    }

    @Test
    void aKernelThreadIsRecognised() {
        ProcStat stat = parse("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 7 0 0");

        assertThat(stat.kernelThread()).isTrue();
        assertThat(stat.startTicks()).isEqualTo(7);
    }

    @Test
    void aCounterBeyondLongSpoilsNothing() {
        ProcStat stat = parse("9 (a) R 1 2 3 0 -1 0 18446744073709551615 0 0 0 0 0 0 0 20 0 4 0 77 0 0");

        assertThat(stat.startTicks()).isEqualTo(77);
        assertThat(stat.threads()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "1",
                "1 (",
                "1 (a)",
                "1 (a) ",
                "1 (a) S",
                ") 1 (",
                "x (a) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 7",
                "1 (a) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0",
                "1 (a) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 x",
                "1 (a) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 99999999999999999999999",
            })
    void garbageIsEmpty(String line) {
        assertThat(ProcStat.parse(line.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static ProcStat parse(String line) {
        Optional<ProcStat> stat = ProcStat.parse(line.getBytes(StandardCharsets.UTF_8));
        return stat.orElseThrow();
    }
}
