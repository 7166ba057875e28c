package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static dev.portman.config.Refusals.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms,500", "10s,10000", "2m,120000", "1h,3600000", "10,10000", "0,0", "' 3s ',3000", "24h,86400000"})
    void readsWhatPeopleWrite(String text, long millis) {
        assertThat(DurationText.parse("stopTimeout", text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-5s",
                "1.5s",
                "10 s",
                "soon",
                "",
                "s",
                "10S",
                "1d",
                "25h",
                "999999999999h",
                "99999999999999999999",
                "PT1S"
            })
    void refusesTheRest(String text) {
        assertRefused(
                () -> DurationText.parse("stopTimeout", text),
                "stopTimeout" + shown(text)
                        + " must be a duration from 0 to 24h, such as 500ms, 10s, 2m or 1h; a bare number is"
                        + " seconds.");
    }
}
