package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What runs: whole processes, with one server and with fifty. */
final class StatusSection implements Section {

    private static final int FIRST_PORT = 21_000;
    private static final String JVM = "empty JVM";
    private static final String STATUS = "`portman status -o json`";
    private static final String DEV = "`./dev status`";

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String title() {
        return "What runs";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        StringBuilder targets = new StringBuilder(Target.HEAD);
        for (int servers : List.of(1, 50)) {
            Comparison comparison = compare(place, servers);
            text.append(comparison.markdown(servers == 1 ? "1 server" : servers + " servers", JVM));
            String count = servers == 1 ? ", 1 server" : ", " + servers + " servers";
            targets.append(new Target(
                                    STATUS + count,
                                    servers == 1 ? 1.4 : 1.6,
                                    comparison.ratio(STATUS, JVM),
                                    "× an empty JVM",
                                    "a profile of 50 servers: 40 % reading the records, 30 % proving their processes in /proc, 10 % opening the state folder; all of it in code that no compiler has seen yet")
                            .row())
                    .append(new Target(
                                    DEV + count,
                                    servers == 1 ? 0.3 : 0.6,
                                    comparison.ratio(DEV, JVM),
                                    "× an empty JVM",
                                    "awk and ls, one process each")
                            .row());
        }
        return text.append(targets).toString();
    }

    private static Comparison compare(Place place, int servers) throws IOException, InterruptedException {
        Project project = Project.of(place, "status-" + servers, servers, FIRST_PORT, "seconds 900");
        String folder = project.folder().toString();
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(
                        "`/bin/true`",
                        () -> place.run(List.of("/bin/true")).succeeded().nanos()),
                new Contender(
                        JVM, () -> place.run(place.emptyJava()).succeeded().nanos()),
                new Contender(DEV, () -> {
                    Run run = Run.of(
                            List.of("sh", place.root().resolve("dev").toString(), "status"),
                            project.folder(),
                            Map.of("DEV_PROJECT", folder, "PORTMAN_JAR", "/nowhere"));
                    return counted(run, " running", servers);
                }),
                new Contender(
                        STATUS,
                        () -> counted(
                                place.run(place.installed("-C", folder, "status", "-o", "json")),
                                "\"state\":\"running\"",
                                servers))));
        place.run(place.portman("-C", folder, "start")).succeeded();
        try {
            if (place.hasNpm()) {
                place.run(List.of(
                                place.npm("pm2"),
                                "start",
                                ecosystem(place, project, servers).toString()))
                        .succeeded();
                contenders.add(new Contender(
                        "`pm2 jlist`",
                        () -> counted(
                                place.run(List.of(place.npm("pm2"), "jlist")), "\"status\":\"online\"", servers)));
            }
            return Comparison.of(place.full() ? 40 : 12, contenders);
        } finally {
            place.run(place.portman("-C", folder, "stop"));
            if (place.hasNpm()) {
                place.run(List.of(place.npm("pm2"), "kill"));
            }
        }
    }

    private static Path ecosystem(Place place, Project project, int servers) throws IOException {
        StringJoiner apps = new StringJoiner(",", "{\"apps\":[", "]}");
        for (int i = 0; i < servers; i++) {
            apps.add("{\"name\":\"s" + i + "\",\"script\":\"" + place.program("server")
                    + "\",\"interpreter\":\"none\",\"args\":\"" + (FIRST_PORT + 1000 + i) + " seconds 900\"}");
        }
        return Files.writeString(project.folder().resolve("pm2.json"), apps.toString());
    }

    private static long counted(Run run, String word, int times) {
        String text = " " + run.succeeded().output().replace("\" : \"", "\":\"") + " ";
        int count = text.split(java.util.regex.Pattern.quote(word), -1).length - 1;
        WrongAnswer.unless(count == times, count + " of " + times + " servers run");
        return run.nanos();
    }
}
