package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of states: which one may follow which. The documentation prints the same. */
class RecordStateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # before | after
            INTENDED | INTENDED STARTING RUNNING STOPPING
            STARTING | STARTING RUNNING STOPPING
            RUNNING  | RUNNING STOPPING
            STOPPING | INTENDED STARTING RUNNING STOPPING
            """)
    void aStateIsFollowedByThese(RecordState before, String after) {
        List<RecordState> allowed = Arrays.stream(RecordState.values())
                .filter(it -> it.mayFollow(before))
                .toList();

        assertThat(allowed)
                .containsExactlyElementsOf(Arrays.stream(after.split(" "))
                        .map(it -> RecordState.valueOf(it.toUpperCase(Locale.ROOT)))
                        .toList());
    }
}
