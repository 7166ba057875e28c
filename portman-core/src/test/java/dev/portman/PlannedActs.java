package dev.portman;

import dev.portman.json.Json;
import dev.portman.json.JsonReader;
import dev.portman.json.NotJsonException;
import java.util.ArrayList;
import java.util.List;

/** The acts of a dry run, as a program reads them in its JSON. */
record PlannedActs(List<Act> acts) {

    /**
     * One of them.
     *
     * @param server whose start or stop it belongs to; empty of a port
     * @param act its word
     * @param port its port, -1 if there is none
     * @param pids the processes it is about
     */
    record Act(String server, String act, long port, List<Long> pids) {}

    /** Reads a plan. */
    static PlannedActs of(String json) {
        try {
            Json.Obj plan = (Json.Obj) JsonReader.read(json);
            List<Act> acts = new ArrayList<>();
            for (Json port : array(plan, "ports")) {
                add("", (Json.Obj) port, acts);
            }
            for (Json server : array(plan, "servers")) {
                Json.Obj object = (Json.Obj) server;
                add(text(object, "name"), object, acts);
            }
            return new PlannedActs(List.copyOf(acts));
        } catch (NotJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The processes that have to go. */
    List<Long> ended() {
        return acts.stream()
                .filter(it -> List.of("stop", "evict", "kill").contains(it.act()))
                .flatMap(it -> it.pids().stream())
                .distinct()
                .toList();
    }

    /** The acts of one kind. */
    List<Act> of(List<String> words) {
        return acts.stream().filter(it -> words.contains(it.act())).toList();
    }

    private static void add(String server, Json.Obj target, List<Act> acts) {
        for (Json each : array(target, "acts")) {
            Json.Obj act = (Json.Obj) each;
            acts.add(new Act(
                    server,
                    text(act, "act"),
                    act.fields().get("port") instanceof Json.Num number
                            ? number.toLong().orElseThrow()
                            : -1,
                    array(act, "pids").stream()
                            .map(it -> ((Json.Num) it).toLong().orElseThrow())
                            .toList()));
        }
    }

    private static List<Json> array(Json.Obj object, String field) {
        return object.fields().get(field) instanceof Json.Arr array ? array.elements() : List.of();
    }

    private static String text(Json.Obj object, String field) {
        return object.fields().get(field) instanceof Json.Text text ? text.value() : "";
    }
}
