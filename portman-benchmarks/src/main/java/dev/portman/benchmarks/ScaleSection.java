package dev.portman.benchmarks;

import dev.portman.Portman;
import dev.portman.model.Caller;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a user's long memory costs: records of many servers that are gone. */
final class ScaleSection implements Section {

    /** Each costs a start one look at the machine, so 10,000 take minutes. */
    private static final int STALE = 100;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String title() {
        return "Many records";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        place.fresh("state");
        int stale = place.full() ? 10 * STALE : STALE;
        Portman portman = Project.open(place);
        Map<String, Samples> few = verbs(place, portman);
        leaveBehind(place, portman, stale);
        Map<String, Samples> many = verbs(place, portman);
        place.fresh("state");
        StringBuilder text = new StringBuilder(
                "The verbs of one server in a warm JVM, with nothing else in the user's state folder, and with records of "
                        + stale
                        + " servers of other folders that were never stopped and are gone.\n\n| | 1 record, ms | p10 – p90 | "
                        + stale + " more, ms | p10 – p90 | × |\n|---|---:|---:|---:|---:|---:|\n");
        few.forEach((verb, samples) -> {
            Samples other = many.getOrDefault(verb, samples);
            text.append("| `" + verb + "` | " + samples.cells() + " | " + other.cells() + " | "
                    + Samples.number(other.median() / samples.median()) + " |\n");
        });
        return text.toString();
    }

    private static Map<String, Samples> verbs(Place place, Portman portman) throws IOException {
        Map<String, ArrayList<Long>> times = new LinkedHashMap<>();
        for (int round = -2; round < (place.full() ? 20 : 7); round++) {
            ServerSpec spec = Project.of(place, "scale", 1, Fixture.freePort(), "seconds 60")
                    .spec(Caller.USER);
            long start = System.nanoTime();
            portman.start(spec);
            long status = System.nanoTime();
            WrongAnswer.unless(portman.status(spec.key().directory()).size() == 1, "status does not know the server");
            long stop = System.nanoTime();
            portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
            long end = System.nanoTime();
            if (round >= 0) {
                times.computeIfAbsent("start", it -> new ArrayList<>()).add(status - start);
                times.computeIfAbsent("status", it -> new ArrayList<>()).add(stop - status);
                times.computeIfAbsent("stop", it -> new ArrayList<>()).add(end - stop);
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        times.forEach((verb, nanos) -> samples.put(verb, new Samples(List.copyOf(nanos))));
        return samples;
    }

    private static void leaveBehind(Place place, Portman portman, int count) throws IOException {
        ServerSpec spec =
                Project.of(place, "gone", 1, Fixture.freePort(), "seconds 60").spec(Caller.USER);
        ServerRecord record = portman.start(spec).record();
        portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        Registry registry = new Registry(StateFolder.open(place.environment()), event -> {});
        for (int i = 0; i < count; i++) {
            ServerKey key = new ServerKey(spec.key().directory().resolve("of-" + i), "server");
            registry.save(new ServerRecord(
                    key,
                    String.format(Locale.ROOT, "%032x", i),
                    record.starter(),
                    record.leader(),
                    record.spec(),
                    record.assigned(),
                    record.report()));
        }
    }
}
