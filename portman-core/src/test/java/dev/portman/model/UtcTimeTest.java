package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    @Test
    void writesAndReadsWhatTheJdkWrites() {
        Random random = new Random(11);
        long nanos = 1;
        for (int i = 0; i < 20_000; i++) {
            nanos = i % 10 == 0 ? 1 : nanos * 10;
            long second = random.nextLong() % (9999L * 366 * 86_400);
            Instant moment = Instant.ofEpochSecond(second, random.nextInt(4) % 3 * nanos % 1_000_000_000);
            assertThat(UtcTime.text(moment)).isEqualTo(moment.toString());
            if (Character.isDigit(moment.toString().charAt(0))) {
                assertThat(UtcTime.parse(moment.toString())).contains(moment);
            }
        }
        assertThat(UtcTime.parse("2024-02-29T23:59:59.999999999Z"))
                .contains(Instant.parse("2024-02-29T23:59:59.999999999Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "2026-11-24",
                "2026-11-24T14:02:00",
                "2026-11-24T14:02:00+01:00",
                "2026-13-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-11-24T24:00:00Z",
                "2026-11-24T14:60:00Z",
                "2026-11-24T14:02:60Z",
                "2026-11-24T14:02:00.1Z",
                "2026-11-24T14:02:00.000Z",
                "2026-11-24T14:02:00.Z",
                "2026-11-24t14:02:00Z",
                "2026-11-24T14:02:00.1234567890Z",
                "+12026-11-24T14:02:00Z",
                "2026-11-24T14:02:00Z ",
                "２026-11-24T14:02:00Z"
            })
    void readsNothingElse(String text) {
        assertThat(UtcTime.parse(text)).isEmpty();
    }
}
