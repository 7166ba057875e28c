package dev.portman.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What JMH measured of one method.
 *
 * @param nanos the median
 * @param p90 the 90th percentile, in nanoseconds
 * @param bytes allocated per call; NaN if it was not told
 */
record Warm(double nanos, double p90, double bytes) {

    /** Runs a class of benchmarks; the results by the name of the method. */
    static Map<String, Warm> run(Class<?> benchmarks, Map<String, Object> parameters) throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmarks.getSimpleName() + "\\.")
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        parameters.forEach((name, value) -> options.param(name, String.valueOf(value)));
        Map<String, Warm> results = new LinkedHashMap<>();
        try {
            for (RunResult each : new Runner(options.build()).run()) {
                Result<?> primary = each.getPrimaryResult();
                String method = each.getParams().getBenchmark().replaceFirst(".*\\.", "");
                Result<?> allocated = each.getSecondaryResults().get("gc.alloc.rate.norm");
                results.put(
                        method,
                        new Warm(
                                primary.getStatistics().getPercentile(50) * 1000,
                                primary.getStatistics().getPercentile(90) * 1000,
                                allocated == null ? Double.NaN : allocated.getScore()));
            }
        } catch (RunnerException failed) {
            throw new IOException("JMH failed", failed);
        }
        return results;
    }

    /** The result of one method, which has to be there. */
    static Warm of(String method, Map<String, Warm> results) {
        Warm found = results.get(method);
        if (found == null) {
            throw new IllegalStateException("JMH has no result of " + method);
        }
        return found;
    }
}
