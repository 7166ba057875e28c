package dev.portman.benchmarks;

import dev.portman.benchmarks.jmh.HolderBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who holds a port, on machines that are more and more crowded. */
final class HolderSection implements Section {

    private static final int PORT = 8000;
    private static final List<String> OUTSIDE = List.of("oshi", "lsof", "fuser", "ss");

    /** How crowded a machine is. */
    private record Size(int processes, int sockets) {
        String text() {
            return processes + " × " + sockets;
        }
    }

    private static final List<Size> SOME =
            List.of(new Size(20, 100), new Size(200, 2_000), new Size(1_000, 20_000), new Size(10_000, 50_000));
    private static final List<Size> MANY = List.of(
            new Size(20, 100),
            new Size(20, 2_000),
            new Size(20, 20_000),
            new Size(200, 100),
            new Size(200, 2_000),
            new Size(200, 20_000),
            new Size(1_000, 100),
            new Size(1_000, 2_000),
            new Size(1_000, 20_000),
            new Size(10_000, 20_000),
            new Size(10_000, 50_000));

    /** What was measured at one size. */
    private record Row(Size size, Floor owner, Floor holders, Map<String, Warm> warm) {
        double nanos(String method) {
            return Warm.of(method, warm).nanos();
        }

        double fastestOutside() {
            return OUTSIDE.stream().mapToDouble(this::nanos).min().orElse(Double.NaN);
        }

        String markdown() {
            StringBuilder text = new StringBuilder("| " + size.text() + " | " + Samples.micros(owner.median()) + " | "
                    + Samples.micros(nanos("ownerOf")) + " | " + Samples.micros(nanos("own")) + " | "
                    + Samples.number(nanos("own") / owner.median())
                    + " | "
                    + Samples.millis(holders.median()) + " | " + Samples.millis(nanos("holders")));
            OUTSIDE.forEach(each -> text.append(" | ").append(Samples.millis(nanos(each))));
            Warm own = Warm.of("holders", warm);
            return text.append(" | ")
                    .append(Math.round(own.bytes() / 1024))
                    .append(" |\n")
                    .toString();
        }
    }

    @Override
    public String name() {
        return "holders";
    }

    @Override
    public String title() {
        return "Who holds a port";
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Size size : place.full() ? MANY : SOME) {
            System.err.println("   " + size.text());
            rows.add(row(place, size));
        }
        draw(place, rows);
        StringBuilder text = new StringBuilder("""
                The holder was there before the crowd, which is the worst case for a search that begins with the newest process. `own` is told the recorded process, as in `status` and
                `stop`, and proves pid, start and socket; `ownerOf` also describes it. `holders` finds everyone, as before an eviction. The first two are flat: neither processes nor sockets count. `holders` is linear in the number of open files of all
                processes, which have to be looked at one by one, plus the number of listeners; the rest of the socket table is not read.

                | processes × sockets | floor, µs | ownerOf, µs | own, µs | × floor | floor of holders, ms | holders, ms | OSHI, ms | lsof, ms | fuser, ms | ss -p, ms | KiB allocated by holders |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """);
        rows.forEach(row -> text.append(row.markdown()));
        text.append("\n![growth](performance/holders.svg)\n\n").append(Target.HEAD);
        targets(rows).forEach(target -> text.append(target.row()));
        return text.toString();
    }

    private static Row row(Place place, Size size) throws IOException, InterruptedException {
        try (Fixture holder = Fixture.server(place, PORT, "seconds", "900");
                Fixture crowd = Fixture.crowd(place, size.processes(), size.sockets())) {
            String pid = Long.toString(holder.pid());
            String port = Integer.toString(PORT);
            Floor owner = Floor.of(place, "owner", port, pid, "3000");
            Floor holders = Floor.of(place, "holders", port, "9");
            if (owner.answer() != holder.pid() || holders.answer() != holder.pid() || !crowd.isAlive()) {
                throw new IOException("the floor is wrong");
            }
            return new Row(size, owner, holders, Warm.run(HolderBenchmark.class, Map.of("port", PORT, "pid", pid)));
        }
    }

    private static List<Target> targets(List<Row> rows) {
        double ofFloor = rows.stream()
                .mapToDouble(row -> row.nanos("own") / row.owner().median())
                .max()
                .orElse(Double.NaN);
        double flat = rows.stream()
                        .mapToDouble(row -> row.nanos("ownerOf"))
                        .max()
                        .orElse(Double.NaN)
                / rows.stream().mapToDouble(row -> row.nanos("own")).min().orElse(Double.NaN);
        double ahead = rows.stream()
                .mapToDouble(row -> row.nanos("holders") / row.fastestOutside())
                .max()
                .orElse(Double.NaN);
        List<Target> targets = new ArrayList<>(List.of(
                new Target(
                        "own, at any size",
                        3,
                        ofFloor,
                        "× the floor",
                        "a profile: 40 % proving who the process is (half of that are namespaces and user, which the floor does not read), 35 % the links of its open files, 25 % the table of listeners"),
                new Target("own, largest to smallest over all sizes", 2, flat, "×", "noise: see the floor of each row"),
                new Target(
                        "holders beside the fastest other way, at any size",
                        1,
                        ahead,
                        "×",
                        "see the row: a look at each open file is what it takes")));
        for (Row row : rows) {
            if (row.size().processes() == 1_000 && row.size().sockets() == 20_000) {
                targets.add(new Target(
                        "own beside lsof at " + row.size().text(),
                        0.002,
                        row.nanos("own") / row.nanos("lsof"),
                        "×",
                        "see its row"));
            }
            if (row.size().processes() == 10_000) {
                targets.add(new Target(
                        "holders beside the fastest external tool at "
                                + row.size().text(),
                        0.5,
                        row.nanos("holders")
                                / Math.min(row.nanos("lsof"), Math.min(row.nanos("fuser"), row.nanos("ss"))),
                        "×",
                        "the floor in C is " + Samples.number(row.holders().median() / row.fastestOutside())
                                + " × that tool"));
            }
        }
        return targets;
    }

    private static void draw(Place place, List<Row> rows) throws IOException {
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        lines.put(
                "ownerOf", rows.stream().map(row -> row.nanos("ownerOf") / 1e6).toList());
        lines.put(
                "floor of own",
                rows.stream().map(row -> row.owner().median() / 1e6).toList());
        lines.put(
                "holders", rows.stream().map(row -> row.nanos("holders") / 1e6).toList());
        lines.put(
                "floor of holders",
                rows.stream().map(row -> row.holders().median() / 1e6).toList());
        OUTSIDE.forEach(each ->
                lines.put(each, rows.stream().map(row -> row.nanos(each) / 1e6).toList()));
        Chart.draw(
                place.picture("holders"),
                "Who holds a port",
                "processes × sockets",
                rows.stream().map(row -> row.size().text()).toList(),
                lines);
    }
}
