package dev.portman.benchmarks;

import dev.portman.Portman;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerState;
import dev.portman.model.Side;
import dev.portman.model.Stopping;
import dev.portman.store.Registry;
import dev.portman.store.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user's long memory costs: many servers that run, and records of many that are gone. */
final class ScaleSection implements Section {

    private static final int STALE = 10_000;
    private static final int RUNNING = 500;
    private static final int FIRST_PORT = 22_000;
    private static final List<String> VERBS = List.of("start", "status", "stop");

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
        Portman portman = Project.open(place);
        List<Samples> alone = verbs(place, portman);
        List<Samples> crowded = besideOthers(place, portman);
        leaveBehind(place, portman);
        List<Samples> littered = verbs(place, portman);
        place.fresh("state");
        StringBuilder text = new StringBuilder(
                "The verbs of one server in a warm JVM: with nothing else in the user's state folder, beside " + RUNNING
                        + " servers of another project that run, and beside the records of " + STALE
                        + " servers of other folders that were never stopped and are gone. The last row shows the "
                        + RUNNING + " themselves.\n\n| | alone, ms | p10 – p90 | beside " + RUNNING
                        + " that run, ms | p10 – p90 | × | beside " + STALE
                        + " gone ones, ms | p10 – p90 | × |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (int i = 0; i < VERBS.size(); i++) {
            Samples samples = alone.get(i);
            text.append("| `" + VERBS.get(i) + "` | " + samples.cells())
                    .append(cells(crowded.get(i), samples))
                    .append(cells(littered.get(i), samples))
                    .append(" |\n");
        }
        return text + "| `status` of " + RUNNING + " | - | - | "
                + crowded.get(VERBS.size()).cells() + " | - | - | - | - |\n";
    }

    private static String cells(Samples samples, Samples alone) {
        return " | " + samples.cells() + " | " + Samples.number(samples.median() / alone.median());
    }

    /** One result more than there are verbs: the status of all others. */
    private static List<Samples> besideOthers(Place place, Portman portman) throws IOException {
        Project others = Project.of(place, "others", RUNNING, FIRST_PORT, "seconds 600");
        List<ServerSpec> specs = others.specs(Side.PERSON);
        portman.startAll(specs);
        try {
            List<Samples> samples = new ArrayList<>(verbs(place, portman));
            List<Long> nanos = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                long from = System.nanoTime();
                long running = portman.status(others.folder()).stream()
                        .filter(it -> it.state() == ServerState.RUNNING)
                        .count();
                nanos.add(System.nanoTime() - from);
                WrongAnswer.unless(running == RUNNING, running + " of " + RUNNING + " servers run");
            }
            samples.add(new Samples(nanos));
            return samples;
        } finally {
            portman.stopAll(specs.stream().map(ServerSpec::key).toList(), Optional.of(Stopping.atOnce()));
        }
    }

    private static List<Samples> verbs(Place place, Portman portman) throws IOException {
        List<List<Long>> times =
                VERBS.stream().map(it -> (List<Long>) new ArrayList<Long>()).toList();
        for (int round = -2; round < (place.full() ? 20 : 7); round++) {
            ServerSpec spec = Project.of(place, "scale", 1, Fixture.freePort(), "seconds 60")
                    .spec(Side.PERSON);
            long start = System.nanoTime();
            portman.start(spec);
            long status = System.nanoTime();
            WrongAnswer.unless(portman.status(spec.key().directory()).size() == 1, "status does not know the server");
            long stop = System.nanoTime();
            portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
            long end = System.nanoTime();
            if (round >= 0) {
                times.get(0).add(status - start);
                times.get(1).add(stop - status);
                times.get(2).add(end - stop);
            }
        }
        return times.stream().map(Samples::new).toList();
    }

    private static void leaveBehind(Place place, Portman portman) throws IOException {
        ServerSpec spec =
                Project.of(place, "gone", 1, Fixture.freePort(), "seconds 60").spec(Side.PERSON);
        ServerRecord record = portman.start(spec).record();
        portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        Registry registry = new Registry(StateFolder.open(place.environment()), event -> {});
        for (int i = 0; i < STALE; i++) {
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
