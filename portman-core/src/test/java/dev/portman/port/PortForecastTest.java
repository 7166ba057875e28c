package dev.portman.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.OnConflict;
import dev.portman.model.PortPlan;
import dev.portman.model.ServerRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The acts of a whole start, in the words of {@link PortPlannerTest}. */
class PortForecastTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            POLICY         | 8000 IS                   | PREVIOUS RUN | TAKEN     | START                        | RESTART
            evict          | free                      |              |           | use 8000                     | use 8000
            evict          | stranger                  |              |           | evict 8000, use 8000         | evict 8000, use 8000
            evict          | protected stranger        |              |           | next 8001                    | next 8001
            evict          | protected stranger        |              | 8001      | next 8002                    | next 8002
            evict          | ours                      | same         |           | replace, use 8000            | replace, use 8000
            evict          | free                      | same         |           | replace, use 8000            | replace, use 8000
            evict          | ours + stranger           | same         |           | replace, evict 8000, use 8000 | replace, evict 8000, use 8000
            evict          | ours + protected stranger | same         |           | replace, next 8001           | replace, next 8001
            evict          | cannot tell + ours        | same         |           | replace, next 8001           | replace, next 8001
            reclaim        | ours + stranger           | same         |           | replace, next 8001           | replace, next 8001
            reuse          | ours                      | same         |           | reuse                        | replace, use 8000
            reuse          | ours                      | changed      |           | replace, use 8000            | replace, use 8000
            fallback       | ours                      | same         |           | refuse running               | replace, use 8000
            fail           | stranger                  |              |           | refuse                       | refuse
            fail           | ours                      | same         |           | refuse running               | replace, use 8000
            """)
    void oneActAfterTheOther(
            String policy,
            String preferred,
            @Nullable String previous,
            @Nullable String taken,
            String start,
            String restart) {
        PortSituation situation = new PortSituation(
                PortPlannerTest.policies(policy).get(0),
                PortPlannerTest.conflict(preferred),
                PortPlannerTest.fallback("8001-8003"),
                taken == null ? Set.of() : PortPlannerTest.numbers(taken),
                Optional.ofNullable(previous).map(PortPlannerTest::previous));

        assertThat(words(PortForecast::ofStart, situation)).isEqualTo(start);
        assertThat(words(PortForecast::ofRestart, situation)).isEqualTo(restart);
    }

    @ParameterizedTest
    @CsvSource({"evict, 'replace, next 8002'", "fallback, refuse running"})
    void thePortThatThePreviousRunHasIsFreeAfterIt(String policy, String start) {
        PortSituation situation = new PortSituation(
                OnConflict.valueOf(policy.toUpperCase(Locale.ROOT)),
                PortPlannerTest.conflict("protected stranger"),
                PortPlannerTest.fallback("8001-8003"),
                Set.of(8000, 8001),
                Optional.of(PortPlannerTest.previous("same")));

        assertThat(words(PortForecast::ofStart, situation)).isEqualTo(start);
        assertThat(situation
                        .withoutPrevious(situation.previous().get(0).record())
                        .taken())
                .containsExactly(8001);
    }

    /** The servers a and b are stopped by the same call; a has port 8000, b has port 8002, and they leave them where it says so. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            POLICY   | 8000 IS                      | LEFT      | FALLBACK  | TAKEN          | START
            evict    | free                         | 8002      | 8001-8003 | 8002           | use 8000
            evict    | leaving                      | 8000      | none      | 8000           | await a, use 8000
            fail     | leaving                      | 8000      | none      | 8000           | await a, use 8000
            fail     | leased                       | 8000      | none      | 8000           | await a, use 8000
            fail     | leased                       | 8002      | none      | 8000           | refuse
            fail     | leaving + stranger           | 8000      | none      | 8000           | await a, refuse
            evict    | leaving + stranger           | 8000      | none      | 8000           | await a, evict 8000, use 8000
            evict    | leaving + protected stranger | 8000 8002 | 8002      | 8000 8002      | await a, await b, next 8002
            fallback | stranger                     | 8002      | 8001-8003 | 8002           | next 8001
            fallback | stranger                     | 8002      | 8001-8003 | 8001 8002 8003 | await b, next 8002
            fallback | stranger                     |           | 8001-8003 | 8001 8002 8003 | refuse
            fallback | stranger                     | 8002      | 8002,0    | 8002           | next any
            fail     | stranger                     | 8002      | 8002      | 8002           | refuse
            """)
    void whatAnotherServerOfTheCallLeavesIsAwaited(
            String policy, String preferred, @Nullable String left, String fallback, String taken, String start) {
        Map<Integer, ServerRecord> leaving = new HashMap<>();
        (left == null ? Set.<Integer>of() : PortPlannerTest.numbers(left))
                .forEach(port -> leaving.put(port, record(port == 8000 ? "a" : "b")));
        PortSituation situation = new PortSituation(
                PortPlannerTest.policies(policy).get(0),
                PortPlannerTest.conflict(preferred),
                PortPlannerTest.fallback(fallback),
                PortPlannerTest.numbers(taken),
                List.of(),
                leaving);

        assertThat(words(PortForecast::ofStart, situation)).isEqualTo(start);
        assertThat(words(PortForecast::ofRestart, situation))
                .as("all are stopped before")
                .doesNotContain("await");
    }

    private static ServerRecord record(String name) {
        ServerRecord like = PortPlannerTest.previous("same").record();
        return new ServerRecord(
                like.key().sibling(name),
                name,
                like.starter(),
                like.leader(),
                like.spec(),
                like.assigned(),
                like.report());
    }

    private static String words(Function<PortSituation, List<PortPlan>> forecast, PortSituation situation) {
        return forecast.apply(situation).stream().map(PortPlannerTest::inWords).collect(Collectors.joining(", "));
    }
}
