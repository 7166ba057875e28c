package dev.portman.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.AssignedPort;
import dev.portman.model.FallbackPorts;
import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.JudgedHolder.Relation;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortPlan;
import dev.portman.model.PortRange;
import dev.portman.model.PortState;
import dev.portman.model.ProcessDescription;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.RecordedSpec;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.SpecDigests;
import dev.portman.model.StartReport;
import dev.portman.model.Stopping;
import dev.portman.model.Verdict;
import dev.portman.port.PortSituation.Phase;
import dev.portman.port.PortSituation.PreviousRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start does about its port: one table, which is the specification of the product. */
class PortPlannerTest {

    /**
     * The server prefers port 8000. The other words:
     * <ul>
     *   <li>8000 is {@code ours}: listened on by the same server's previous run; {@code abandoned}: by a server whose build is dead;
     *       {@code leaving}: by a server that the same call stops; {@code stranger}: by anyone else; {@code protected ...}: whom the guard protects; {@code stayed}: held still after an eviction
     *   <li>PREVIOUS RUN: {@code same}, {@code changed} description, {@code same, deaf}: not listening; {@code starting}: at this moment; {@code stopping}: by somebody, {@code half stopped}: by somebody who is gone; {@code used}: as the
     *       same, by others, too
     *   <li>TAKEN: ports that cannot be had for any reason
     * </ul>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            POLICY                 | 8000 IS                     | PREVIOUS RUN  | FALLBACK  | TAKEN     | PLAN
            # the port is free
            all                    | free                        |               | 8001-8003 |           | use 8000
            all                    | free                        |               | none      |           | use 8000
            # somebody holds it whom the policy lets go
            evict                  | stranger                    |               | 8001-8003 |           | evict 8000
            evict                  | stranger                    |               | none      |           | evict 8000
            evict reclaim reuse    | ours                        |               | 8001-8003 |           | evict 8000
            evict reclaim reuse    | abandoned                   |               | 8001-8003 |           | evict 8000
            evict                  | ours + stranger             |               | 8001-8003 |           | evict 8000
            # ... but a policy that stops nothing looks elsewhere
            fallback               | ours                        |               | 8001-8003 |           | next 8001
            fallback               | abandoned                   |               | 8001-8003 |           | next 8001
            # strangers are left alone by everything but evict
            reclaim reuse fallback | stranger                    |               | 8001-8003 |           | next 8001
            reclaim reuse          | ours + stranger             |               | 8001-8003 |           | next 8001
            # nobody passes the guard
            all but fail           | protected stranger          |               | 8001-8003 |           | next 8001
            all but fail           | protected ours              |               | 8001-8003 |           | next 8001
            all but fail           | protected abandoned         |               | 8001-8003 |           | next 8001
            all but fail           | stranger + protected stranger |             | 8001-8003 |           | next 8001
            # an eviction that did not help is not repeated
            all but fail           | stayed stranger             |               | 8001-8003 |           | next 8001
            # unknown means leave it alone
            all but fail           | cannot tell                 |               | 8001-8003 |           | next 8001
            all but fail           | cannot tell + ours          |               | 8001-8003 |           | next 8001
            all but fail           | look failed                 |               | 8001-8003 |           | next 8001
            all but fail           | nobody                      |               | 8001-8003 |           | next 8001
            all but fail           | bound                       |               | 8001-8003 |           | next 8001
            # nobody to stop at all
            all but fail           | connection                  |               | 8001-8003 |           | next 8001
            all but fail           | leased                      |               | 8001-8003 |           | next 8001
            all but fail           | forbidden                   |               | 8001-8003 |           | next 8001
            # which port is next
            fallback               | stranger                    |               | 8001-8003 | 8001      | next 8002
            fallback               | stranger                    |               | 8001-8003 | 8001 8002 | next 8003
            fallback               | stranger                    |               | 9000,8001 |           | next 9000
            fallback               | stranger                    |               | 8000,8001 |           | next 8001
            fallback               | stranger                    |               | 0         |           | next any
            fallback               | stranger                    |               | 8001,0    |           | next 8001
            fallback               | stranger                    |               | 8001,0    | 8001      | next any
            fallback               | stranger                    |               | 80,8001   |           | next 80
            fallback               | forbidden                   |               | 80,8001   |           | next 8001
            # nothing is left
            fallback reclaim reuse | stranger                    |               | none      |           | refuse
            fallback reclaim reuse | stranger                    |               | 8001      | 8001      | refuse
            all                    | protected stranger          |               | none      |           | refuse
            all                    | stayed stranger             |               | none      |           | refuse
            all                    | cannot tell                 |               | none      |           | refuse
            all                    | bound                       |               | none      |           | refuse
            all                    | connection                  |               | none      |           | refuse
            all                    | leased                      |               | none      |           | refuse
            all                    | forbidden                   |               | none      |           | refuse
            all                    | forbidden                   |               | 80        |           | refuse
            # fail: never another port
            fail                   | ours                        |               | 8001-8003 |           | refuse
            fail                   | abandoned                   |               | 8001-8003 |           | refuse
            fail                   | stranger                    |               | 8001-8003 |           | refuse
            fail                   | protected stranger          |               | 0         |           | refuse
            fail                   | connection                  |               | 8001-8003 |           | refuse
            fail                   | leased                      |               | 8001-8003 |           | refuse
            fail                   | forbidden                   |               | 8001-8003 |           | refuse
            # the server runs already, wherever it listens: never a second one
            reuse                  | ours                        | same          | 8001-8003 |           | reuse
            reuse                  | free                        | same          | 8001-8003 |           | reuse
            reuse                  | stranger                    | same          | 8001-8003 |           | reuse
            reuse                  | ours                        | changed       | 8001-8003 |           | replace
            reuse                  | free                        | same, deaf    | 8001-8003 |           | replace
            evict reclaim          | ours                        | same          | 8001-8003 |           | replace
            evict reclaim          | ours                        | changed       | 8001-8003 |           | replace
            evict reclaim          | free                        | same          | 8001-8003 |           | replace
            evict reclaim          | stranger                    | same          | 8001-8003 |           | replace
            evict reclaim          | protected ours              | same          | 8001-8003 |           | replace
            fallback fail          | ours                        | same          | 8001-8003 |           | refuse running
            fallback fail          | free                        | same          | 8001-8003 |           | refuse running
            fallback fail          | ours                        | changed       | 8001-8003 |           | refuse running
            # ... and a start under way is not disturbed
            all                    | free                        | starting      | 8001-8003 |           | refuse running
            all                    | leased                      | starting      | 8001-8003 |           | refuse running
            # a stop that is under way is waited for; one that was cut short is finished
            all                    | free                        | stopping      | 8001-8003 |           | wait
            all                    | ours                        | stopping      | none      |           | wait
            all                    | stranger                    | half stopped  | none      |           | wait
            all                    | free                        | half stopped  | 8001-8003 |           | wait
            # ... nor is a server taken from others that use it
            reuse                  | ours                        | used          | 8001-8003 |           | reuse
            reuse                  | free                        | used, deaf    | 8001-8003 |           | refuse running
            evict reclaim          | ours                        | used          | 8001-8003 |           | refuse running
            fallback fail          | ours                        | used          | 8001-8003 |           | refuse running
            """)
    void whatAStartDoesAboutItsPort(
            String policies,
            String preferred,
            @Nullable String previous,
            String fallback,
            @Nullable String taken,
            String plan) {
        for (OnConflict policy : policies(policies)) {
            PortSituation situation = new PortSituation(
                    policy,
                    conflict(preferred),
                    fallback(fallback),
                    taken == null ? Set.of() : numbers(taken),
                    Optional.ofNullable(previous).map(PortPlannerTest::previous));

            assertThat(inWords(PortPlanner.plan(situation))).as(policy.word()).isEqualTo(plan);
        }
    }

    @Test
    void portZeroIsWhateverTheSystemGives() {
        PortConflict any = new PortConflict(0, PortState.FREE, new Holders.Nobody(), List.of(), false);

        assertThat(PortPlanner.plan(
                        new PortSituation(OnConflict.EVICT, any, FallbackPorts.NONE, Set.of(), Optional.empty())))
                .isEqualTo(new PortPlan.Use(0));
    }

    @Test
    void holdersAreEvictedInTheOrderInWhichTheyWereFound() {
        PortConflict conflict = conflict("ours + stranger");

        assertThat(PortPlanner.plan(
                        new PortSituation(OnConflict.EVICT, conflict, FallbackPorts.NONE, Set.of(), Optional.empty())))
                .isEqualTo(new PortPlan.Evict(8000, conflict.holders().visibleHolders()));
    }

    /** Whatever the facts: the promises hold, not only in the rows above. */
    @Test
    void noCombinationOfFactsBreaksAPromise() {
        int combinations = 0;
        for (PortSituation situation : everySituation()) {
            PortPlan plan = PortPlanner.plan(situation);
            combinations++;
            String facts = situation + " -> " + plan;
            boolean stops = plan instanceof PortPlan.Evict || plan instanceof PortPlan.Replace;
            if (!situation.policy().mayStop()) {
                assertThat(stops).as("stops nothing: %s", facts).isFalse();
            }
            if (plan instanceof PortPlan.Evict) {
                assertThat(situation.preferred().judged())
                        .as("only whom the guard allows: %s", facts)
                        .isNotEmpty()
                        .allMatch(holder -> holder.verdict().isAllowed())
                        .allMatch(holder ->
                                situation.policy() == OnConflict.EVICT || holder.relation() != Relation.STRANGER);
                assertThat(situation.preferred().holders())
                        .as("only if all are known: %s", facts)
                        .isInstanceOf(Holders.Known.class);
                assertThat(situation.preferred().evictionTried())
                        .as("only once: %s", facts)
                        .isFalse();
            }
            if (plan instanceof PortPlan.Next next) {
                assertThat(situation.policy()).as("fail means fail: %s", facts).isNotEqualTo(OnConflict.FAIL);
                assertThat(situation.taken())
                        .as("a port that can be had: %s", facts)
                        .doesNotContain(next.port());
                assertThat(next.port()).as("another port: %s", facts).isNotEqualTo(8000);
            }
            if (plan instanceof PortPlan.Use) {
                assertThat(situation.preferred().state())
                        .as("never a held port: %s", facts)
                        .isEqualTo(PortState.FREE);
            }
            if (!situation.previous().isEmpty()) {
                assertThat(plan)
                        .as("never a second instance: %s", facts)
                        .isInstanceOfAny(
                                PortPlan.Reuse.class,
                                PortPlan.Replace.class,
                                PortPlan.AwaitStop.class,
                                PortPlan.RefuseRunning.class);
            }
        }
        assertThat(combinations).isGreaterThan(1_000);
    }

    private static final List<String> PREVIOUS_RUNS =
            List.of("", "same", "changed", "same, deaf", "starting", "stopping", "half stopped", "used", "used, deaf");

    private static List<PortSituation> everySituation() {
        List<PortSituation> all = new ArrayList<>();
        List<String> preferred = List.of(
                "free",
                "ours",
                "abandoned",
                "stranger",
                "protected stranger",
                "protected ours",
                "ours + stranger",
                "ours + protected stranger",
                "stayed stranger",
                "stayed ours",
                "cannot tell",
                "cannot tell + ours",
                "look failed",
                "nobody",
                "bound",
                "connection",
                "leased",
                "forbidden");
        for (OnConflict policy : OnConflict.values()) {
            for (String state : preferred) {
                for (String previous : PREVIOUS_RUNS) {
                    for (String fallback : List.of("none", "0", "8000-8003", "80,8001", "8001,0")) {
                        for (Set<Integer> taken :
                                List.of(Set.<Integer>of(), Set.of(8001), Set.of(80, 8001, 8002, 8003))) {
                            all.add(new PortSituation(
                                    policy,
                                    conflict(state),
                                    fallback(fallback),
                                    taken,
                                    previous.isEmpty() ? Optional.empty() : Optional.of(previous(previous))));
                        }
                    }
                }
            }
        }
        return all;
    }

    static List<OnConflict> policies(String words) {
        return switch (words) {
            case "all" -> List.of(OnConflict.values());
            case "all but fail" -> List.of(OnConflict.EVICT, OnConflict.RECLAIM, OnConflict.FALLBACK, OnConflict.REUSE);
            default ->
                Arrays.stream(words.split(" ", -1))
                        .map(word -> OnConflict.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList();
        };
    }

    static PortConflict conflict(String words) {
        return switch (words) {
            case "free" -> unheld(PortState.FREE, new Holders.Nobody());
            case "bound" -> unheld(PortState.BOUND, new Holders.Nobody());
            case "connection" -> unheld(PortState.IN_USE_BY_CONNECTION, new Holders.Nobody());
            case "leased" -> unheld(PortState.LEASED, new Holders.Nobody());
            case "forbidden" -> unheld(PortState.NO_PERMISSION, new Holders.Nobody());
            case "nobody" -> unheld(PortState.LISTENING, new Holders.Nobody());
            case "cannot tell" -> unheld(PortState.LISTENING, new Holders.CannotTell("hidden", List.of()));
            case "look failed" -> unheld(PortState.LISTENING, new Holders.LookFailed("broken"));
            default -> held(words);
        };
    }

    private static PortConflict unheld(PortState state, Holders holders) {
        return new PortConflict(8000, state, holders, List.of(), false);
    }

    private static PortConflict held(String words) {
        boolean hidden = words.startsWith("cannot tell + ");
        boolean stayed = words.startsWith("stayed ");
        String rest = words.replaceFirst("^(cannot tell \\+|stayed) ", "");
        List<JudgedHolder> judged = new ArrayList<>();
        for (String each : rest.split(" \\+ ", -1)) {
            judged.add(holder(100 + judged.size(), each));
        }
        List<PortHolder> holders = judged.stream().map(JudgedHolder::holder).toList();
        return new PortConflict(
                8000,
                PortState.LISTENING,
                hidden ? new Holders.CannotTell("hidden", holders) : new Holders.Known(holders),
                judged,
                stayed);
    }

    private static JudgedHolder holder(long pid, String words) {
        boolean guarded = words.startsWith("protected ");
        Relation relation = switch (guarded ? words.substring("protected ".length()) : words) {
            case "ours" -> Relation.SAME_SERVER;
            case "abandoned" -> Relation.ABANDONED;
            case "leaving" -> Relation.LEAVING;
            case "stranger" -> Relation.STRANGER;
            default -> throw new IllegalArgumentException(words);
        };
        PortHolder holder = new PortHolder(
                new ProcessIdentity(pid, 1, "boot", "ns", 1000),
                new ProcessDescription(
                        "node", "node", "anna", Optional.empty(), List.of("node"), Optional.empty(), Optional.empty()),
                Set.of("127.0.0.1"),
                Set.of(pid));
        return new JudgedHolder(
                holder, relation, guarded ? new Verdict.Refused("protected", true) : new Verdict.Allowed());
    }

    static PreviousRun previous(String words) {
        ProcessIdentity someone = new ProcessIdentity(100, 1, "boot", "ns", 1000);
        ServerRecord record = new ServerRecord(
                new ServerKey(Path.of("/project"), "backend"),
                "cookie",
                someone,
                Optional.of(someone),
                new RecordedSpec(SpecDigests.NONE, Lifetime.DETACHED, Stopping.defaults(), Path.of("/project/logs")),
                new AssignedPort(8000, 8000, "http://127.0.0.1:8000"),
                StartReport.begun(Instant.EPOCH, List.of()));
        return new PreviousRun(
                record,
                !words.equals("changed"),
                words.equals("same") || words.equals("changed") || words.equals("used"),
                switch (words) {
                    case "starting" -> Phase.BEING_STARTED;
                    case "stopping" -> Phase.BEING_STOPPED;
                    case "half stopped" -> Phase.HALF_STOPPED;
                    default -> Phase.LEFT;
                },
                words.startsWith("used"));
    }

    static FallbackPorts fallback(String words) {
        if (words.equals("none")) {
            return FallbackPorts.NONE;
        }
        List<PortRange> ranges = Arrays.stream(words.split(",", -1))
                .filter(word -> !word.equals("0"))
                .map(word -> word.split("-", -1))
                .map(ends -> new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                .toList();
        return new FallbackPorts(ranges, words.equals("0") || words.endsWith(",0"));
    }

    static Set<Integer> numbers(String words) {
        return Arrays.stream(words.split(" ", -1)).map(Integer::valueOf).collect(Collectors.toSet());
    }

    static String inWords(PortPlan plan) {
        if (plan instanceof PortPlan.Use use) {
            return "use " + use.port();
        }
        if (plan instanceof PortPlan.Evict evict) {
            return "evict " + evict.port();
        }
        if (plan instanceof PortPlan.Next next) {
            return next.port() == 0 ? "next any" : "next " + next.port();
        }
        if (plan instanceof PortPlan.AwaitStop) {
            return "wait";
        }
        if (plan instanceof PortPlan.Replace) {
            return "replace";
        }
        if (plan instanceof PortPlan.Reuse) {
            return "reuse";
        }
        if (plan instanceof PortPlan.Await await) {
            return "await " + await.leaving().key().name();
        }
        return plan instanceof PortPlan.RefuseRunning ? "refuse running" : "refuse";
    }
}
