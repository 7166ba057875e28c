package dev.portman.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures sections and writes the page; see {@code make bench}. */
public final class Main {

    private static final List<Section> ALL = List.of(
            new HolderSection(),
            new ColdSection(),
            new PortSection(),
            new StatusSection(),
            new KillSection(),
            new ReadySection(),
            new StopSection(),
            new MemorySection(),
            new ScaleSection(),
            new BuildSection(),
            new ReadyBuildSection(),
            new LeaseSection(),
            new RightSection());

    private Main() {}

    /**
     * Arguments: the root of the repository, then the names of sections, none for all; {@code --full} for all sizes. {@code -Dbench.rounds=1
     * -Dbench.builds=4} only tries whether a section works: such figures are not for the page.
     *
     * <p>Called by itself with {@code --alone FILE} for a section that wants namespaces of its own.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        Place place = new Place(Path.of(words.remove(0)).toAbsolutePath().normalize(), words.remove("--full"));
        if (!words.isEmpty() && words.get(0).equals("--alone")) {
            Files.writeString(Path.of(words.get(1)), section(words.get(2)).measure(place));
            return;
        }
        Preparation.of(place);
        List<Section> chosen =
                words.isEmpty() ? ALL : words.stream().map(Main::section).toList();
        for (Section each : chosen) {
            System.err.println("== " + each.title());
            long from = System.nanoTime();
            String line = MachineLine.now(place);
            String text = each.alone() ? Alone.measure(each, place) : each.measure(place);
            Page page = Page.read(place.page());
            page.put(each, line + text);
            page.write(place.page(), ALL);
            System.err.println("   " + (System.nanoTime() - from) / 1_000_000_000 + " s");
        }
    }

    private static Section section(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section " + name + "; there are "
                        + ALL.stream().map(Section::name).toList()));
    }
}
