package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Contenders measured in turn, so that whatever else the machine does hits all of them alike. */
final class Comparison {

    /** The property of the JVM that says how often. */
    static final String PROPERTY = "bench.rounds";

    /** How often to measure each, should somebody only try whether it works. */
    static final Optional<Integer> ROUNDS = Optional.ofNullable(Integer.getInteger(PROPERTY));

    private final Map<String, Samples> measured = new LinkedHashMap<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    private Comparison() {}

    /**
     * Each once without the clock, then {@code wanted} times in turn, forward and backward; as often as {@link #ROUNDS} says where
     * somebody only tries whether it works.
     */
    static Comparison of(int wanted, List<Contender> contenders) throws IOException, InterruptedException {
        int rounds = ROUNDS.orElse(wanted);
        Comparison comparison = new Comparison();
        Map<String, List<Long>> times = new LinkedHashMap<>();
        List<Contender> order = new ArrayList<>(contenders);
        for (int round = 0; round <= rounds; round++) {
            for (Contender each : order) {
                comparison.run(
                        each,
                        round > 0 ? times.computeIfAbsent(each.name(), it -> new ArrayList<>()) : new ArrayList<>());
            }
            Collections.reverse(order);
        }
        for (Contender each : contenders) {
            List<Long> own = times.getOrDefault(each.name(), List.of());
            if (!own.isEmpty()) {
                comparison.measured.put(each.name(), new Samples(own));
            }
        }
        return comparison;
    }

    private void run(Contender contender, List<Long> times) throws IOException, InterruptedException {
        if (wrong.containsKey(contender.name())) {
            return;
        }
        try {
            times.add(contender.trial().nanos());
        } catch (WrongAnswer answer) {
            String text = String.valueOf(answer.getMessage());
            System.err.println("WRONG " + contender.name() + ": " + text);
            wrong.put(contender.name(), text);
        }
    }

    boolean has(String name) {
        return measured.containsKey(name) && !wrong.containsKey(name);
    }

    double median(String name) {
        Samples samples = measured.get(name);
        return samples == null ? Double.NaN : samples.median();
    }

    /** The lowest median of those that did the job; NaN if none did. */
    double fastest(String... names) {
        return Stream.of(names)
                .filter(this::has)
                .mapToDouble(this::median)
                .min()
                .orElse(Double.NaN);
    }

    double ratio(String name, String baseline) {
        return median(name) / median(baseline);
    }

    /** One row each: median and span in milliseconds, ratio to {@code baseline}, number of runs. */
    String markdown(String what, String baseline) {
        StringBuilder text = new StringBuilder(
                "| " + what + " | median ms | p10 – p90 | × " + baseline + " | runs |\n|---|---:|---:|---:|---:|\n");
        measured.forEach((name, samples) -> {
            if (has(name)) {
                text.append("| " + name + " | " + samples.cells() + " | " + Samples.number(ratio(name, baseline))
                        + " | " + samples.nanos().size() + " |\n");
            }
        });
        wrong.forEach((name, why) -> text.append("| " + name + " | - | - | wrong: " + why + " | - |\n"));
        return text.append('\n').toString();
    }
}
