package dev.portman.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build that takes three free ports of a range and holds them for a while: one way to do so each. */
enum ReserveBuild {
    PORTMAN("`portman:reserve`", "reserve.xml"),
    BUILD_HELPER("`build-helper:reserve-network-port`", "build-helper.xml");

    static final int PORTS = 3;

    /** The execution that reserves, and the one that holds. */
    static final String RESERVE = "reserve";

    static final String HOLD = "hold";

    private static final Pattern HELD =
            Pattern.compile("(\\d{19})\\s+(\\d{19})\\s+ports (\\d+) (\\d+) (\\d+)", Pattern.DOTALL);

    private final String words;
    private final String pom;

    ReserveBuild(String words, String pom) {
        this.words = words;
        this.pom = pom;
    }

    String words() {
        return words;
    }

    /** The build in a folder of that name, for ports from {@code first} to {@code last}. */
    List<String> command(Place place, String name, int first, int last, int seconds) throws IOException {
        Path folder = place.fresh(name);
        try (InputStream in = Objects.requireNonNull(ReserveBuild.class.getResourceAsStream(pom))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("FIRST", Integer.toString(first))
                    .replace("LAST", Integer.toString(last))
                    .replace("SECONDS", Integer.toString(seconds));
            Files.writeString(folder.resolve("pom.xml"), text);
        }
        return List.of("mvn", "-B", "-ntp", "-o", "-f", folder.toString(), "validate");
    }

    /** Lets Maven fetch what it does not have yet. */
    void fetch(Place place, int first) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(place, "lease-0", first, first + PORTS - 1, 0));
        command.remove("-o");
        held(place.run(command).succeeded());
    }

    /** What a build had. */
    static Held held(Run run) {
        Matcher matcher = HELD.matcher(run.output());
        WrongAnswer.unless(matcher.find(), "a build did not tell its ports");
        return new Held(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                List.of(
                        Integer.valueOf(matcher.group(3)),
                        Integer.valueOf(matcher.group(4)),
                        Integer.valueOf(matcher.group(5))));
    }
}
