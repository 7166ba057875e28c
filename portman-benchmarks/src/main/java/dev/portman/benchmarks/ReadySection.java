package dev.portman.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.portman.Portman;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.StartHistory;
import dev.portman.model.StartTimes;
import dev.portman.model.Stopping;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the moment at which a server listens to "ready". */
final class ReadySection implements Section {

    private static final String LOGS = "portman, server that logs";
    private static final String SILENT = "portman, silent server, within 2 s";
    private static final String LATE = "portman, silent server, after 2 s";
    private static final String EXEC = "`portman exec -- date`";
    private static final Pattern MOMENT = Pattern.compile("\\b\\d{19}\\b");

    private static final String WAITING =
            "looking every 5 ms, after 2 s every 20 ms: each look is a connection that is refused";
    private static final long SHORT = 2_000;
    private static final long LONG = 10_000;
    private static final int WARM_UP = 40;

    private final Random random = new Random(1);

    @Override
    public String name() {
        return "ready";
    }

    @Override
    public String title() {
        return "Noticing that a server is ready";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        Portman portman = Project.open(place);
        for (int i = 0; i < WARM_UP; i++) {
            latency(place, portman, 0, 20, "");
        }
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(LOGS, () -> latency(place, portman, 300, 700, "")),
                new Contender(SILENT, () -> latency(place, portman, 300, 700, "silent")),
                new Contender(LATE, () -> latency(place, portman, 2_200, 500, "silent")),
                new Contender(EXEC, () -> exec(place))));
        if (place.hasNpm()) {
            contenders.add(new Contender("`start-server-and-test … date`", () -> startServerAndTest(place)));
        }
        Comparison comparison = Comparison.of(place.full() ? 40 : 8, contenders);
        String parts = parts(portman, place.work().resolve("ready"));
        double logs = cpu(place, portman, "");
        double silent = cpu(place, portman, "silent");
        return "From the server's listen(2) until `start` returns, in a JVM that has made " + WARM_UP
                + " starts before; for whole commands until the command after it runs. The server listens after 0.3 to 1 s, where it says so"
                + " after 2.2 to 2.7 s. The processor's time is the difference between waiting for 10 s and for 2 s.\n\n"
                + comparison.markdown("", LOGS)
                + Target.HEAD
                + new Target("ready, server that logs", 5, comparison.median(LOGS) / 1e6, "ms", parts).row()
                + new Target("ready, silent server, within 2 s", 10, comparison.median(SILENT) / 1e6, "ms", parts).row()
                + new Target("ready, silent server, later", 15, comparison.median(LATE) / 1e6, "ms", parts).row()
                + new Target("processor while waiting, server that logs", 1, logs, "% of a core", WAITING).row()
                + new Target("processor while waiting, silent server", 2, silent, "% of a core", WAITING).row();
    }

    /** Where the time goes, by what portman itself remembers of the starts before. */
    private static String parts(Portman portman, Path folder) {
        List<Long> proofs = new ArrayList<>();
        for (StartHistory history : portman.history(folder)) {
            for (StartTimes start : history.starts()) {
                proofs.add(start.ready().minus(start.open()).toNanos());
            }
        }
        return "from the first connection to the proof that the listener is ours it takes "
                + Samples.number(new Samples(proofs).median() / 1e6)
                + " ms, most of it the kernel's walk through its hash of connections, by which alone it tells that no more listeners follow; 4 ms are six small files that are written one after the other:"
                + " record (2 ms, synchronised), status, pid, history, audit trail, ports; the rest is the pace of looking";
    }

    private String options(Stamp opened, int delay, String option) {
        return "delay " + delay + " opened " + opened.file() + " seconds 60 " + option;
    }

    private long latency(Place place, Portman portman, int least, int span, String option) throws IOException {
        Stamp opened = Stamp.fresh(place, "opened");
        ServerSpec spec = Project.of(
                        place, "ready", 1, Fixture.freePort(), options(opened, least + random.nextInt(span), option))
                .spec(Side.PERSON);
        portman.start(spec);
        long latency = opened.ago();
        portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        return latency;
    }

    private long exec(Place place) throws IOException, InterruptedException {
        Stamp opened = Stamp.fresh(place, "opened");
        Project project =
                Project.of(place, "ready", 1, Fixture.freePort(), options(opened, 600 + random.nextInt(700), ""));
        Run run = place.run(place.portman("-C", project.folder().toString(), "exec", "--", "date", "+%s%N"))
                .succeeded();
        return moment(run) - opened.read();
    }

    private long startServerAndTest(Place place) throws IOException, InterruptedException {
        Stamp opened = Stamp.fresh(place, "opened");
        int port = Fixture.freePort();
        String server = place.program("server") + " " + port + " " + options(opened, 600 + random.nextInt(700), "");
        Run run = place.run(
                        List.of(place.npm("start-server-and-test"), server, "http://127.0.0.1:" + port, "date +%s%N"))
                .succeeded();
        return moment(run) - opened.read();
    }

    private static long moment(Run run) {
        Matcher matcher = MOMENT.matcher(run.output());
        WrongAnswer.unless(matcher.find(), "the command did not run: " + run.lastLine());
        return Long.parseLong(matcher.group());
    }

    /** What this JVM needs to wait for a server, in percent of a core. */
    private double cpu(Place place, Portman portman, String option) throws IOException {
        List<Long> differences = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            differences.add(-cpu(place, portman, option, SHORT) + cpu(place, portman, option, LONG));
        }
        return new Samples(differences).median() / 1e6 / (LONG - SHORT) * 100;
    }

    private static long cpu(Place place, Portman portman, String option, long delay) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ServerSpec spec = Project.of(place, "ready", 1, Fixture.freePort(), "delay " + delay + " seconds 60 " + option)
                .spec(Side.PERSON);
        long before = system.getProcessCpuTime();
        portman.start(spec);
        long used = system.getProcessCpuTime() - before;
        portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        return used;
    }
}
