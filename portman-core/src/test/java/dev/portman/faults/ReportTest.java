package dev.portman.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page is read back as it was written, and its sums are those of its rows. */
class ReportTest {

    private static final ReportedRow OLD = row("F9", "3000", "0 wrong kills");
    private static final ReportedRow OTHER = row("F101, twice", "1000", "2 wrong kills");

    private static final ReportedRow DAEMON = row("daemon: nginx, without root", "1100", "1 trials in which");

    @TempDir
    Path folder;

    @Test
    void aPageReadBackIsTheSame() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(
                page,
                DAEMON.markdown() + OTHER.markdown() + OLD.markdown()
                        + "\n## What remains\n\n**One.** A word.\n\n**Two.** More.\n");
        Report.read(page).write(page);
        String written = Files.readString(page);
        Report.read(page).write(page);
        assertThat(page).content().isEqualTo(written);
        assertThat(written)
                .contains(OLD.markdown() + OTHER.markdown() + DAEMON.markdown())
                .contains("**One.** A word.\n\n**Two.** More.\n");
    }

    @Test
    void theSumIsThatOfTheRows() {
        assertThat(Gate.WRONG_KILLS.markdown(List.of(OLD, OTHER))).contains("| 4000 | 2 | - | F9, F101 |");
        assertThat(Gate.WRONG_KILLS.markdown(List.of(OLD))).contains("| 3000 | 0 | 0.100 % | F9 |");
        assertThat(Gate.DAEMONS.markdown(List.of(OLD, DAEMON))).contains("| 1100 | 1 | - | daemons |");
        assertThat(Gate.RACES.markdown(List.of(OLD))).isEmpty();
    }

    private static ReportedRow row(String id, String trials, String counted) {
        return new ReportedRow(List.of(id, "done", trials, counted, "-", "-", "-", "2026-11-25, load 1"));
    }
}
