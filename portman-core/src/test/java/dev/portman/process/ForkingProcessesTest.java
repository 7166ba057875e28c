package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.testing.Fixtures;
import dev.portman.testing.PythonProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A look at all processes while one of them hands itself on from process to process. */
class ForkingProcessesTest {

    private static final Duration LOOKS_FOR = Duration.ofSeconds(2);

    /** A daemon that forks again and again, in a session of its own: at every moment at least one process of it lives. */
    private static final String HANDS_ON = """
            os.setsid()
            ready()
            end = time.time() + 20
            while time.time() < end:
                if os.fork():
                    os._exit(0)
            """;

    private final ProcessTable table = ProcessTable.forThisSystem();
    private final Fixtures fixtures = new Fixtures();

    @AfterEach
    void endFixtures() {
        fixtures.close();
    }

    @Test
    void missesNobodyThatForksAndEndsMeanwhile() {
        PythonProcess first = fixtures.python(HANDS_ON);
        int looks = 0;
        int missed = 0;
        try {
            for (Deadline deadline = Deadline.in(LOOKS_FOR); !deadline.isOver(); looks++) {
                missed += isSeen(first.pid()) ? 0 : 1;
            }
        } finally {
            while (isSeen(first.pid())) {
                end(first.pid());
            }
        }
        assertThat(missed).as("of %d looks", looks).isZero();
    }

    private boolean isSeen(long session) {
        return table.rows().stream().anyMatch(row -> row.session() == session && !row.isGone());
    }

    private void end(long session) {
        table.rows().stream()
                .filter(row -> row.session() == session)
                .forEach(row -> ProcessHandle.of(row.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
}
