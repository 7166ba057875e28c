package dev.portman.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.session.Course.State;
import dev.portman.session.Renewal.Why;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes on the disk mean for servers: the table. */
class RenewalTest {

    private static final Path PROJECT = Path.of("/project");
    private static final Path FILE = PROJECT.resolve("api.py");
    private static final ServerSpec API = spec("api");

    @ParameterizedTest(name = "{0}, revised {1}, changed {2}, touched {3}: {4}")
    @CsvSource({
        "UP, true, false, false, ",
        "UP, true, true, false, Changed",
        "UP, false, false, true, Touched",
        "UP, true, true, true, Changed",
        "WAITING, true, false, false, ",
        "WAITING, true, true, false, Changed",
        "WAITING, false, false, true, Touched",
        "FAILED, false, false, false, ",
        "FAILED, true, false, false, Retried",
        "FAILED, true, true, false, Changed",
        "FAILED, false, false, true, Touched",
        "DONE, true, false, false, ",
        "DONE, true, true, false, Changed",
        "DONE, false, false, true, Touched",
        "TAKEN, true, false, false, ",
        "TAKEN, true, true, false, Changed",
        "TAKEN, false, false, true, "
    })
    void judgesAServerThatIsAttendedTo(
            State state, boolean revised, boolean changed, boolean touched, @Nullable String why) {
        Renewal renewal = Renewal.of(new Renewal.Facts(
                revised,
                List.of(API),
                Map.of(API.key(), state),
                Map.of(API.key(), changed ? List.of("port") : List.of()),
                touched ? Map.of(API.key(), List.of(FILE)) : Map.of()));
        assertThat(renewal.gone()).isEmpty();
        assertThat(renewal.anew().stream().map(it -> it.why().getClass().getSimpleName()))
                .isEqualTo(Optional.ofNullable(why).stream().toList());
    }

    @Test
    void startsWhatIsAddedAndStopsWhatIsGone() {
        ServerKey old = spec("old").key();
        Renewal renewal = Renewal.of(new Renewal.Facts(true, List.of(API), Map.of(old, State.UP), Map.of(), Map.of()));
        assertThat(renewal.gone()).containsExactly(old);
        assertThat(renewal.anew()).containsExactly(new Renewal.Anew(API, new Why.Added()));
    }

    @Test
    void startsWhatIsNeededFirst() {
        ServerSpec web = new SpecBuilder(PROJECT, "web").dependsOn("api").build();
        Renewal renewal = Renewal.of(new Renewal.Facts(
                false,
                List.of(web, API),
                Map.of(web.key(), State.UP, API.key(), State.UP),
                Map.of(),
                Map.of(web.key(), List.of(FILE), API.key(), List.of(FILE))));
        assertThat(renewal.anew().stream().map(it -> it.spec().name())).containsExactly("api", "web");
    }

    private static ServerSpec spec(String name) {
        return new SpecBuilder(PROJECT, name).build();
    }
}
