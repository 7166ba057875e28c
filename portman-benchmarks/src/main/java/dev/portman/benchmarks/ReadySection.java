package dev.portman.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.portman.Portman;
import dev.portman.model.Caller;
import dev.portman.model.ServerSpec;
import dev.portman.model.Stopping;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(LOGS, () -> latency(place, portman, 300, 700, "")),
                new Contender(SILENT, () -> latency(place, portman, 300, 700, "silent")),
                new Contender(LATE, () -> latency(place, portman, 2_200, 500, "silent")),
                new Contender(EXEC, () -> exec(place))));
        if (place.hasNpm()) {
            contenders.add(new Contender("`start-server-and-test … date`", () -> startServerAndTest(place)));
        }
        Comparison comparison = Comparison.of(place.full() ? 40 : 8, contenders);
        double logs = cpu(place, portman, "");
        double silent = cpu(place, portman, "silent");
        return "From the server's listen(2) until `start` returns, in a warm JVM; for whole commands until the command after it runs. The server listens after 0.3 to 1 s, where it says so"
                + " after 2.2 to 2.7 s.\n\n"
                + comparison.markdown("", LOGS)
                + Target.HEAD
                + new Target(
                                "ready, server that logs",
                                5,
                                comparison.median(LOGS) / 1e6,
                                "ms",
                                "not profiled; presumably writing the record, which is synced to the disk")
                        .row()
                + new Target(
                                "ready, silent server, within 2 s",
                                10,
                                comparison.median(SILENT) / 1e6,
                                "ms",
                                "not profiled; presumably the pace of looking, then the record, which is synced to the disk")
                        .row()
                + new Target(
                                "ready, silent server, later",
                                15,
                                comparison.median(LATE) / 1e6,
                                "ms",
                                "not profiled; presumably the pace of looking, then the record, which is synced to the disk")
                        .row()
                + new Target(
                                "processor while waiting 4 s, server that logs",
                                1,
                                logs,
                                "% of a core",
                                "not profiled; presumably launching the server, which is in these 4 s too")
                        .row()
                + new Target(
                                "processor while waiting 4 s, silent server",
                                2,
                                silent,
                                "% of a core",
                                "not profiled; presumably launching the server, which is in these 4 s too")
                        .row();
    }

    private String options(Stamp opened, int delay, String option) {
        return "delay " + delay + " opened " + opened.file() + " seconds 60 " + option;
    }

    private long latency(Place place, Portman portman, int least, int span, String option) throws IOException {
        Stamp opened = Stamp.fresh(place, "opened");
        ServerSpec spec = Project.of(
                        place, "ready", 1, Fixture.freePort(), options(opened, least + random.nextInt(span), option))
                .spec(Caller.USER);
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

    /** What this JVM needs to wait for a server that takes 4 s. */
    private double cpu(Place place, Portman portman, String option) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<Long> shares = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerSpec spec = Project.of(place, "ready", 1, Fixture.freePort(), "delay 4000 seconds 60 " + option)
                    .spec(Caller.USER);
            long before = system.getProcessCpuTime();
            portman.start(spec);
            shares.add(system.getProcessCpuTime() - before);
            portman.stop(spec.key(), Optional.of(Stopping.atOnce()));
        }
        return new Samples(shares).median() / 4e9 * 100;
    }
}
