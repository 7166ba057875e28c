package dev.portman.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many builds at once want free ports of one range. */
final class LeaseSection implements Section {

    private static final int PORTS_EACH = 3;
    private static final int FIRST = 23_000;
    private static final int LAST = 23_399;
    private static final Pattern HELD =
            Pattern.compile("(\\d{19})\\s+(\\d{19})\\s+ports (\\d+) (\\d+) (\\d+)", Pattern.DOTALL);

    /** What one build had: from when to when, and which ports. */
    private record Held(long from, long to, Set<Integer> ports) {

        /** How many of its ports another one had at the same time. */
        int shared(Held other) {
            Set<Integer> both = new HashSet<>(ports);
            both.retainAll(other.ports);
            return from <= other.to && other.from <= to ? both.size() : 0;
        }
    }

    @Override
    public String name() {
        return "leases";
    }

    @Override
    public String title() {
        return "Ports for many builds at once";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        int builds = place.full() ? 64 : 16;
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("`portman:reserve`", "reserve.xml");
        ways.put("`build-helper:reserve-network-port`", "build-helper.xml");
        StringBuilder text = new StringBuilder(builds + " builds of Maven start at once; each takes " + PORTS_EACH
                + " ports of a range of " + (LAST - FIRST + 1)
                + " and holds them for 3 s. A port that two builds had at the same time is a duplicate, counted for each two of them."
                + " How long builds wait for each other is measured with 64 JVMs in [reliability.md](reliability.md), F74.\n\n"
                + "| | ports | duplicates | all builds, s |\n|---|---:|---:|---:|\n");
        StringBuilder targets = new StringBuilder(Target.HEAD);
        for (Map.Entry<String, String> way : ways.entrySet()) {
            fetch(place, way.getValue());
            long from = System.nanoTime();
            List<Held> held = held(place, way.getValue(), builds);
            double seconds = (System.nanoTime() - from) / 1e9;
            int ports = builds * PORTS_EACH;
            int duplicates = duplicates(held);
            text.append("| " + way.getKey() + " | " + ports + " | " + duplicates + " | " + Samples.number(seconds)
                    + " |\n");
            if (targets.length() == Target.HEAD.length()) {
                targets.append(
                        new Target("ports leased twice, " + builds + " builds at once", 0, duplicates, "", "a fault")
                                .row());
            }
        }
        return text.append('\n').append(targets).toString();
    }

    private static int duplicates(List<Held> held) {
        int duplicates = 0;
        for (int i = 0; i < held.size(); i++) {
            for (int j = i + 1; j < held.size(); j++) {
                duplicates += held.get(i).shared(held.get(j));
            }
        }
        return duplicates;
    }

    private static List<Held> held(Place place, String pom, int builds) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(builds);
        try {
            List<Future<Run>> runs = new ArrayList<>();
            for (int i = 0; i < builds; i++) {
                List<String> command = command(place, pom, "lease-" + i);
                runs.add(threads.submit(() -> place.run(command).succeeded()));
            }
            List<Held> held = new ArrayList<>();
            for (Future<Run> run : runs) {
                held.add(held(run.get().output()));
            }
            return held;
        } catch (ExecutionException e) {
            throw new IOException("a build failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Held held(String output) {
        Matcher matcher = HELD.matcher(output);
        WrongAnswer.unless(matcher.find(), "a build did not tell its ports");
        return new Held(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Set.of(
                        Integer.valueOf(matcher.group(3)),
                        Integer.valueOf(matcher.group(4)),
                        Integer.valueOf(matcher.group(5))));
    }

    private static void fetch(Place place, String pom) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(place, pom, "lease-0"));
        command.remove("-o");
        held(place.run(command).succeeded().output());
    }

    private static List<String> command(Place place, String pom, String name) throws IOException {
        Path folder = place.fresh(name);
        try (InputStream in = Objects.requireNonNull(LeaseSection.class.getResourceAsStream(pom))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("FIRST", Integer.toString(FIRST))
                    .replace("LAST", Integer.toString(LAST));
            Files.writeString(folder.resolve("pom.xml"), text);
        }
        return List.of("mvn", "-B", "-ntp", "-o", "-q", "-f", folder.toString(), "validate");
    }
}
