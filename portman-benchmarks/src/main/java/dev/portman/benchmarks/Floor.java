package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program in C needs for the same question.
 *
 * @param p10 in nanoseconds
 * @param median in nanoseconds
 * @param p90 in nanoseconds
 * @param answer what it found last
 */
record Floor(double p10, double median, double p90, long answer) {

    static Floor of(Place place, String... question) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(place.program("bound")));
        command.addAll(List.of(question));
        String[] words = place.run(command).succeeded().output().strip().split(" ", -1);
        return new Floor(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Long.parseLong(words[3]));
    }
}
