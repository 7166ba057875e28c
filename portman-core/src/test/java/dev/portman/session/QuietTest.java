package dev.portman.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When changes are told, and which: at rest, all of them, once. */
class QuietTest {

    private static final Path A = Path.of("/p/a");
    private static final Path B = Path.of("/p/b");
    private static final Path C = Path.of("/p/c");

    @Test
    void tellsNothingWhereNothingChanges() {
        Quiet quiet = new Quiet(files("a1 b1"));
        assertThat(quiet.heed(files("a1 b1"))).isEmpty();
        assertThat(quiet.isAwaited()).isFalse();
    }

    @Test
    void gathersUntilTwoLooksAgree() {
        Quiet quiet = new Quiet(files("a1 b1"));
        assertThat(quiet.heed(files("a2 b1"))).isEmpty();
        assertThat(quiet.isAwaited()).isTrue();
        assertThat(quiet.heed(files("a3 b2"))).isEmpty();
        assertThat(quiet.heed(files("a3 b2"))).containsExactly(A, B);
        assertThat(quiet.isAwaited()).isFalse();
        assertThat(quiet.heed(files("a3 b2"))).isEmpty();
    }

    @Test
    void countsWhatComesAndWhatGoes() {
        Quiet quiet = new Quiet(files("a1 b1"));
        quiet.heed(files("a1 c1"));
        assertThat(quiet.heed(files("a1 c1"))).containsExactly(B, C);
    }

    @Test
    void forgetsAChangeThatIsTakenBack() {
        Quiet quiet = new Quiet(files("a1"));
        quiet.heed(files(""));
        assertThat(quiet.isAwaited()).isTrue();
        assertThat(quiet.heed(files("a1"))).isEmpty();
        assertThat(quiet.heed(files("a1"))).isEmpty();
        assertThat(quiet.isAwaited()).isFalse();
    }

    @Test
    void takesNoFileForNewBecauseItIsLookedAtForTheFirstTime() {
        Quiet quiet = new Quiet(files("a1 b1"));
        quiet.refocus(file -> !file.equals(B), files("a1 c1"));
        assertThat(quiet.isAwaited()).isFalse();
        assertThat(quiet.heed(files("a1 c1"))).isEmpty();
        quiet.heed(files("a1 c2"));
        assertThat(quiet.heed(files("a1 c2"))).containsExactly(C);
    }

    @Test
    void keepsAChangeThatCameWithOtherEyes() {
        Quiet quiet = new Quiet(files("a1"));
        quiet.refocus(file -> true, files("a2 c1"));
        assertThat(quiet.isAwaited()).isTrue();
        assertThat(quiet.heed(files("a2 c1"))).containsExactly(A);
    }

    /** Names of one letter, each with its version. */
    private static Snapshot files(String words) {
        Map<Path, Snapshot.Stamp> files = new HashMap<>();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            long version = Long.parseLong(word.substring(1));
            files.put(
                    Path.of("/p", word.substring(0, 1)), new Snapshot.Stamp(FileTime.fromMillis(version), 1, "inode"));
        }
        return new Snapshot(files);
    }
}
