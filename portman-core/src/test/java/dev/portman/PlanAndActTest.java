package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portman.PlannedActs.Act;
import dev.portman.model.OnConflict;
import dev.portman.model.PlannedStart;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.report.PlanReport;
import dev.portman.testing.FreePort;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of several servers of one call is what then becomes of them, judged by their pids and ports. */
class PlanAndActTest extends RealServers {

    private final List<Long> watched = new ArrayList<>();

    /** What runs, and what is asked. */
    enum Situation {
        TWO_SWAP_THEIR_PORTS(false, "start 2, start 1"),
        TWO_SWAP_THEIR_PORTS_BY_A_RESTART_UNDER_FAIL(true, "start 2, start 1"),
        TWO_SWAP_THEIR_PORTS_BY_A_RESTART_UNDER_FALLBACK(true, "start 2, start 1"),
        ONE_WANTS_WHAT_ANOTHER_LEAVES_LATER(false, "start 1, start 3"),
        ONE_WANTS_WHAT_ANOTHER_LEAVES_BEFORE(false, "start 3, start 1"),
        ONE_FALLS_BACK_ONTO_WHAT_ANOTHER_LEAVES(false, "start 1, start 3"),
        ONE_WANTS_WHAT_ANOTHER_LEAVES_THAT_NEEDS_IT(false, "start 1, start 3"),
        ONE_WANTS_WHAT_ANOTHER_KEEPS(false, "refuse"),
        ONE_IS_KEPT_AND_ANOTHER_EVICTS(false, "keep 1, start 5"),
        ONE_IS_KEPT_WHATEVER_IS_REPLACED(false, "keep 1, start 2"),
        ONE_FOLLOWS_WHAT_IT_NEEDS(false, "start 3, start 2"),
        TWO_SHARE_THEIR_FALLBACK_PORTS(false, "start 3, start 4"),
        TWO_WANT_THE_SAME_PORT(false, "start 1, start 2"),
        TWO_LEAVE_IT_TO_THE_SYSTEM(false, "start 0, start 0"),
        ONE_RUNS_UNDER_FALLBACK(false, "refuse"),
        ONE_RUNS_UNDER_FALLBACK_AND_IS_RESTARTED(true, "start 1, start 2");

        private final boolean restart;
        private final String expected;

        Situation(boolean restart, String expected) {
            this.restart = restart;
            this.expected = expected;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsToldIsWhatHappens(Situation situation) {
        Map<Integer, Integer> numbers = new java.util.HashMap<>();
        PythonProcess stranger = fixtures.python(HOLDS_A_PORT);
        PythonProcess other = fixtures.python(HOLDS_A_PORT);
        for (int i = 1; i <= 4; i++) {
            numbers.put(i, FreePort.any());
        }
        Function<Integer, Integer> port = numbers::get;
        numbers.put(5, stranger.number(0));
        numbers.put(6, other.number(0));
        List<ServerSpec> specs = prepare(situation, port);
        watched.addAll(List.of(stranger.pid(), other.pid()));
        launched().forEach(it -> watched.add(it.leader().orElseThrow().pid()));
        DryRun dry = portman.dryRun();

        List<PlannedStart> plans = situation.restart ? dry.restart(specs) : dry.start(specs);
        PlanReport report = PlanReport.ofStarts(plans);
        PlannedActs acts = PlannedActs.of(report.json());
        Optional<PortmanException> refusal = report.refusal();

        assertThat(watched).as("only told").allMatch(LaunchedServer::isAlive);
        if (refusal.isPresent()) {
            assertThat(situation.expected).isEqualTo("refuse");
            assertThat(catchThrowableOfType(PortmanException.class, () -> act(situation, specs)))
                    .hasMessage(refusal.get().getMessage());
            assertThat(watched).as("nothing has happened").allMatch(LaunchedServer::isAlive);
            return;
        }
        assertThat(words(acts, numbers)).isEqualTo(situation.expected);
        List<StartResult> results = act(situation, specs);
        assertThat(watched.stream().filter(it -> !LaunchedServer.isAlive(it)))
                .as("those that were told of, and nobody else")
                .containsExactlyInAnyOrderElementsOf(acts.ended());
        for (StartResult result : results) {
            Act told = acts.of(List.of("start", "keep")).stream()
                    .filter(it -> it.server().equals(result.record().key().name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(result.reused()).isEqualTo(told.act().equals("keep"));
            assertThat(told.port()).as(told.server()).isIn(0L, (long)
                    result.record().assigned().port());
            assertThat(accepts(result.record().assigned().port())).isTrue();
            assertThat(told.pids()).isSubsetOf(pid(result));
        }
        assertThat(launched().stream().map(it -> it.key().name() + " " + it.cookie()))
                .as("each is launched once by each call")
                .doesNotHaveDuplicates();
    }

    private List<StartResult> act(Situation situation, List<ServerSpec> specs) {
        return situation.restart ? portman.restartAll(specs) : portman.startAll(specs);
    }

    private static String words(PlannedActs acts, Map<Integer, Integer> numbers) {
        return acts.of(List.of("start", "keep")).stream()
                .map(act -> act.act() + " "
                        + numbers.entrySet().stream()
                                .filter(it -> it.getValue() == act.port())
                                .map(it -> Integer.toString(it.getKey()))
                                .findFirst()
                                .orElse("0"))
                .collect(Collectors.joining(", "));
    }

    /** Starts what is to run before; ports 1 to 4 are free, 5 and 6 are strangers'. */
    private List<ServerSpec> prepare(Situation situation, Function<Integer, Integer> port) {
        SpecBuilder x = server("x").port(port.apply(1));
        SpecBuilder y = server("y").port(port.apply(2));
        return switch (situation) {
            case TWO_SWAP_THEIR_PORTS -> swapped(x, y, port);
            case TWO_SWAP_THEIR_PORTS_BY_A_RESTART_UNDER_FAIL ->
                swapped(x.onConflict(OnConflict.FAIL), y.onConflict(OnConflict.FAIL), port);
            case TWO_SWAP_THEIR_PORTS_BY_A_RESTART_UNDER_FALLBACK ->
                swapped(
                        x.onConflict(OnConflict.FALLBACK).fallback(port.apply(3)),
                        y.onConflict(OnConflict.FALLBACK).fallback(port.apply(4)),
                        port);
            case ONE_WANTS_WHAT_ANOTHER_LEAVES_LATER -> {
                ServerSpec wants = server("w")
                        .port(port.apply(1))
                        .onConflict(OnConflict.FAIL)
                        .build();
                yield List.of(wants, moved(x, port.apply(3)));
            }
            case ONE_WANTS_WHAT_ANOTHER_LEAVES_BEFORE -> {
                ServerSpec wants = server("w")
                        .port(port.apply(1))
                        .onConflict(OnConflict.FAIL)
                        .build();
                yield List.of(moved(x, port.apply(3)), wants);
            }
            case ONE_FALLS_BACK_ONTO_WHAT_ANOTHER_LEAVES -> {
                ServerSpec wants = server("w")
                        .port(port.apply(5))
                        .fallback(port.apply(1))
                        .onConflict(OnConflict.FALLBACK)
                        .build();
                yield List.of(wants, moved(x, port.apply(3)));
            }
            case ONE_WANTS_WHAT_ANOTHER_LEAVES_THAT_NEEDS_IT -> {
                ServerSpec wants = server("w")
                        .port(port.apply(1))
                        .onConflict(OnConflict.FAIL)
                        .build();
                portman.start(x.build());
                yield List.of(x.port(port.apply(3)).dependsOn("w").build(), wants);
            }
            case ONE_WANTS_WHAT_ANOTHER_KEEPS -> {
                ServerSpec kept = x.onConflict(OnConflict.REUSE).build();
                portman.start(kept);
                yield List.of(
                        kept,
                        server("w")
                                .port(port.apply(1))
                                .onConflict(OnConflict.EVICT)
                                .build());
            }
            case ONE_IS_KEPT_AND_ANOTHER_EVICTS -> {
                ServerSpec kept = x.onConflict(OnConflict.REUSE).build();
                portman.start(kept);
                yield List.of(kept, server("w").port(port.apply(5)).build());
            }
            case ONE_IS_KEPT_WHATEVER_IS_REPLACED -> {
                ServerSpec kept = x.onConflict(OnConflict.REUSE).build();
                ServerSpec replaced = y.build();
                portman.startAll(List.of(kept, replaced));
                yield List.of(kept, replaced);
            }
            case ONE_FOLLOWS_WHAT_IT_NEEDS -> {
                ServerSpec follows =
                        y.onConflict(OnConflict.REUSE).dependsOn("x").build();
                portman.startAll(List.of(x.build(), follows));
                yield List.of(x.port(port.apply(3)).build(), follows);
            }
            case TWO_SHARE_THEIR_FALLBACK_PORTS ->
                List.of(falling("v", port.apply(5), port), falling("w", port.apply(6), port));
            case TWO_WANT_THE_SAME_PORT ->
                List.of(
                        x.build(),
                        server("w").port(port.apply(1)).fallback(port.apply(2)).build());
            case TWO_LEAVE_IT_TO_THE_SYSTEM ->
                List.of(x.port(0).build(), y.port(0).dependsOn("x").build());
            case ONE_RUNS_UNDER_FALLBACK, ONE_RUNS_UNDER_FALLBACK_AND_IS_RESTARTED -> {
                ServerSpec falls = y.onConflict(OnConflict.FALLBACK)
                        .fallback(port.apply(3))
                        .build();
                portman.startAll(List.of(x.build(), falls));
                yield List.of(x.build(), falls);
            }
        };
    }

    private ServerSpec falling(String name, int held, Function<Integer, Integer> port) {
        return server(name)
                .port(held)
                .fallback(port.apply(3), port.apply(4))
                .onConflict(OnConflict.FALLBACK)
                .build();
    }

    private List<ServerSpec> swapped(SpecBuilder x, SpecBuilder y, Function<Integer, Integer> port) {
        portman.startAll(List.of(x.build(), y.build()));
        return List.of(x.port(port.apply(2)).build(), y.port(port.apply(1)).build());
    }

    private ServerSpec moved(SpecBuilder server, int port) {
        portman.start(server.build());
        return server.port(port).build();
    }
}
