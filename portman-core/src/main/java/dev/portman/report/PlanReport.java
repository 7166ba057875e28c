package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.KillPlan;
import dev.portman.model.PlannedKill;
import dev.portman.model.PlannedStart;
import dev.portman.model.PlannedStop;
import dev.portman.model.PortmanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a verb would do, for people and for programs. */
public final class PlanReport {

    private final List<PlannedKill> ports;
    private final List<PlannedStart> starts;
    private final List<PlannedStop> stops;
    private final PlanText text = new PlanText(ProcessText.ofThisUser());

    private PlanReport(List<PlannedKill> ports, List<PlannedStart> starts, List<PlannedStop> stops) {
        this.ports = List.copyOf(ports);
        this.starts = List.copyOf(starts);
        this.stops = List.copyOf(stops);
    }

    /** Of a start or a restart. */
    public static PlanReport ofStarts(List<PlannedStart> starts) {
        return new PlanReport(List.of(), starts, List.of());
    }

    /** Of a stop. */
    public static PlanReport ofStops(List<PlannedStop> stops) {
        return new PlanReport(List.of(), List.of(), stops);
    }

    /** Of a kill. */
    public static PlanReport ofKill(KillPlan plan) {
        return new PlanReport(plan.ports(), List.of(), plan.servers());
    }

    /** One line per act. What would be refused is not among them: see {@link #refusal}. */
    public List<String> lines() {
        return acts().filter(it -> !it.isRefusal()).map(PlanAct::text).toList();
    }

    private Stream<PlanAct> acts() {
        return Stream.of(
                        ports.stream().map(text::of),
                        starts.stream().map(text::of),
                        stops.stream().map(text::of))
                .flatMap(it -> it.flatMap(List::stream))
                .map(this::told);
    }

    private PlanAct told(PlanAct act) {
        return refusal().isPresent() ? act.leftUndone() : act;
    }

    /** What the verb would fail with; further refusals are suppressed in the first. */
    public Optional<PortmanException> refusal() {
        List<PortmanException> all = new ArrayList<>();
        ports.forEach(it -> it.refusal().ifPresent(all::add));
        starts.forEach(it -> it.refusal().ifPresent(all::add));
        stops.forEach(it -> it.refusal().ifPresent(all::add));
        return all.stream().distinct().reduce((first, further) -> {
            first.addSuppressed(further);
            return first;
        });
    }

    /**
     * {@code {"schema":1,"dryRun":true,"ports":[{"port","acts":[...]}],"servers":[{"name","directory","acts":[...]}]}}, an act being
     * {@code {"act","port","pids":[...],"text"}}: {@code stop}, {@code evict}, {@code kill}, {@code wait}, {@code start}, {@code keep},
     * {@code leave}, {@code nothing} or {@code refuse}. The port is {@code null} where there is none, and 0 where the system is going to choose.
     */
    public String json() {
        JsonWriter json =
                JsonWriter.pretty().put("schema", 1).put("dryRun", true).array("ports");
        for (PlannedKill port : ports) {
            write(text.of(port), json.object().put("port", port.found().port()));
        }
        json.endArray().array("servers");
        for (PlannedStart start : starts) {
            write(
                    text.of(start),
                    json.object()
                            .put("name", start.spec().name())
                            .put("directory", start.spec().key().directory().toString()));
        }
        for (PlannedStop stop : stops) {
            write(
                    text.of(stop),
                    json.object()
                            .put("name", stop.key().name())
                            .put("directory", stop.key().directory().toString()));
        }
        return json.endArray().end().toString();
    }

    private void write(List<PlanAct> acts, JsonWriter json) {
        json.array("acts");
        for (PlanAct each : acts) {
            PlanAct act = told(each);
            json.object()
                    .put("act", act.act())
                    .put("port", act.port())
                    .put("pids", act.pids().stream().mapToLong(Long::longValue).toArray())
                    .put("text", act.text())
                    .end();
        }
        json.endArray().end();
    }
}
