package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portman.model.Hooks;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.report.PlanReport;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.SpecBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call of which a part is bound to be refused changes nothing, whatever else it was to do first. */
class RefusedCallTest extends RealServers {

    private final List<ServerSocket> own = new ArrayList<>();

    /** Why the second server of a call cannot be had. */
    enum Refusal {
        RUNS_UNDER_FALLBACK,
        HELD_UNDER_FAIL,
        PROTECTED_HOLDER,
        NO_PORT_LEFT,
        NO_COMMAND,
        OF_ANOTHER_BUILD,
        OF_ANOTHER_PROJECT,
        HELD_AFTER_A_REPLACEMENT,
        NEEDS_WHAT_DOES_NOT_RUN,
        NOT_TO_BE_STOPPED,
        ELSEWHERE
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket each : own) {
            each.close();
        }
    }

    @Test
    void aSecondStartStopsNothingIfOneOfItsServersIsToStay() throws Exception {
        ServerSpec x = server("x").onConflict(OnConflict.EVICT).build();
        ServerSpec y = server("y")
                .onConflict(OnConflict.FALLBACK)
                .fallback(FreePort.any())
                .build();
        List<StartResult> first = portman.startAll(List.of(x, y));
        String before = seen(first);

        PortmanException refused = catchThrowableOfType(PortmanException.class, () -> portman.startAll(List.of(x, y)));

        assertThat(refused).hasMessageContaining("y is running already").hasMessageContaining("stops nothing");
        assertThat(seen(first)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ELSEWHERE")
    void aStartThatIsRefusedInPartChangesNothing(Refusal refusal) throws Exception {
        ServerSpec y = second(refusal);

        assertNothingChanges(
                List.of(hooked("x"), y),
                specs -> portman.startAll(specs),
                specs -> PlanReport.ofStarts(portman.dryRun().start(specs)));
    }

    /** A restart takes no care of who uses a server, nor of the policy. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RUNS_UNDER_FALLBACK", "OF_ANOTHER_BUILD"})
    void aRestartThatIsRefusedInPartChangesNothing(Refusal refusal) throws Exception {
        ServerSpec y = second(refusal);

        assertNothingChanges(
                List.of(hooked("x"), y),
                specs -> portman.restartAll(specs),
                specs -> PlanReport.ofStarts(portman.dryRun().restart(specs)));
    }

    @Test
    void aReplacementThatCouldNotBeStartedIsNotBegun() throws Exception {
        SpecBuilder builder = server("x").hooks(touching());
        StartResult first = portman.start(builder.build());
        ServerSpec moved = builder.port(ownPort()).build();
        forgetHooks();
        String before = seen(List.of(first));

        assertThat(catchThrowableOfType(PortmanException.class, () -> portman.start(moved)))
                .hasMessageContaining("portman itself");
        assertThat(seen(List.of(first))).isEqualTo(before);

        assertThat(catchThrowableOfType(PortmanException.class, () -> portman.restartAll(List.of(moved))))
                .hasMessageContaining("portman itself");
        assertThat(seen(List.of(first))).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_TO_BE_STOPPED", "ELSEWHERE"})
    void aStopThatIsRefusedInPartStopsNobody(Refusal refusal) throws Exception {
        StartResult x = portman.start(hooked("x"));
        ServerSpec y = second(refusal);
        StartResult z = portman.start(server("z").build());
        List<ServerKey> keys = List.of(z.record().key(), y.key(), x.record().key());
        forgetHooks();
        String before = seen(List.of(x, z));
        PlanReport plan = PlanReport.ofStops(portman.dryRun().stop(keys, AS_DESCRIBED));

        PortmanException refused =
                catchThrowableOfType(PortmanException.class, () -> portman.stopAll(keys, AS_DESCRIBED));

        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused).hasMessage(plan.refusal().orElseThrow().getMessage());
        assertThat(plan.lines()).hasSize(2).allMatch(it -> it.contains("would be stopped"));
        assertThat(told.stream().map(Object::toString)).anyMatch(it -> it.equals("NothingDone[others=[x, z]]"));
        assertThat(seen(List.of(x, z))).isEqualTo(before);
    }

    private interface Verb {
        Object on(List<ServerSpec> specs);
    }

    private interface Plan {
        PlanReport of(List<ServerSpec> specs);
    }

    private void assertNothingChanges(List<ServerSpec> specs, Verb verb, Plan plan) throws Exception {
        StartResult first = portman.start(specs.get(0));
        forgetHooks();
        String before = seen(List.of(first));
        String told = refusal(() -> {
            throw plan.of(specs).refusal().orElseThrow();
        });
        assertThat(seen(List.of(first))).as("a look").isEqualTo(before);

        assertThat(refusal(() -> verb.on(specs))).isEqualTo(told);

        assertThat(seen(List.of(first))).isEqualTo(before);
    }

    private static String refusal(Callable<Object> call) {
        PortmanException refused = catchThrowableOfType(PortmanException.class, call::call);
        assertThat(refused).isNotNull();
        return refused.exitCode() + " " + refused.getMessage();
    }

    /** A server that cannot be had, or not be stopped, and what has to be there for that. */
    private ServerSpec second(Refusal refusal) throws IOException {
        SpecBuilder y = server("y").onConflict(OnConflict.EVICT);
        return switch (refusal) {
            case RUNS_UNDER_FALLBACK ->
                started(y.onConflict(OnConflict.FALLBACK)
                        .fallback(FreePort.any())
                        .build());
            case HELD_UNDER_FAIL ->
                y.onConflict(OnConflict.FAIL).port(heldPort()).build();
            case PROTECTED_HOLDER -> y.port(ownPort()).build();
            case NO_PORT_LEFT ->
                y.onConflict(OnConflict.FALLBACK)
                        .port(heldPort())
                        .fallback(heldPort())
                        .build();
            case NO_COMMAND ->
                y.argv(List.of(folder.resolve("no-such-server").toString())).build();
            case OF_ANOTHER_BUILD -> {
                ServerSpec used = started(y.lifetime(Lifetime.BUILD).build());
                keep(record("y").usedBy(List.of(other())));
                yield used;
            }
            case OF_ANOTHER_PROJECT -> {
                Path elsewhere = Files.createDirectory(project.resolveSibling("elsewhere"));
                int port = FreePort.any();
                portman.start(new SpecBuilder(elsewhere, "theirs")
                        .port(port)
                        .python("serve(listen())")
                        .build());
                yield y.port(port).build();
            }
            case HELD_AFTER_A_REPLACEMENT -> {
                portman.start(y.build());
                yield y.port(ownPort()).build();
            }
            case NEEDS_WHAT_DOES_NOT_RUN -> y.dependsOn("db").build();
            case NOT_TO_BE_STOPPED -> {
                ServerSpec copied = started(y.build());
                ServerRecord like = record("y");
                keep(new ServerRecord(
                        new ServerKey(project, "copy"),
                        like.cookie(),
                        like.starter(),
                        like.leader(),
                        like.spec(),
                        like.assigned(),
                        like.report()));
                yield copied;
            }
            case ELSEWHERE -> {
                ServerSpec far = started(y.build());
                ServerRecord here = record("y");
                ProcessIdentity leader = here.leader().orElseThrow();
                keep(here.launched(new ProcessIdentity(
                        leader.pid(), leader.startTicks(), leader.bootId(), "pid:[1]", leader.uid())));
                yield far;
            }
        };
    }

    private ServerSpec started(ServerSpec spec) {
        portman.start(spec);
        return spec;
    }

    private ServerRecord record(String name) {
        return portman.status(project).stream()
                .filter(it -> it.key().name().equals(name))
                .findFirst()
                .flatMap(it -> it.record())
                .orElseThrow();
    }

    private void keep(ServerRecord record) {
        RecordedServers.keep(state, record);
    }

    private ProcessIdentity other() {
        return table.identity(fixtures.python(HOLDS_A_PORT).pid()).orElseThrow();
    }

    private int heldPort() {
        return fixtures.python(HOLDS_A_PORT).number(0);
    }

    /** Of a socket of this very process, which is protected. */
    private int ownPort() throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        own.add(socket);
        return socket.getLocalPort();
    }

    private ServerSpec hooked(String name) {
        return server(name).hooks(touching()).build();
    }

    private Hooks touching() {
        List<String> touch = List.of(
                Needs.tool("touch").toString(), project.resolve("hook-has-run").toString());
        return new Hooks(List.of(touch), List.of(touch), Duration.ofSeconds(10));
    }

    private void forgetHooks() throws IOException {
        Files.deleteIfExists(project.resolve("hook-has-run"));
    }

    /** All that a call could change: who runs since when, and every file except the trail of what was told. */
    private String seen(List<StartResult> running) throws IOException {
        Map<String, Object> seen = new TreeMap<>();
        for (StartResult each : running) {
            Optional<ProcessIdentity> now = table.identity(pid(each));
            seen.put("process of " + each.record().key().name(), now.map(ProcessIdentity::startTicks));
            seen.put(
                    "port of " + each.record().key().name(),
                    accepts(each.record().assigned().port()));
        }
        for (Path home : List.of(state, project)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.getFileName().toString().startsWith("portman.log")) {
                        seen.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
                    }
                }
            }
        }
        return seen.toString();
    }
}
