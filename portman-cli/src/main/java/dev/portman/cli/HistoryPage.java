package dev.portman.cli;

import dev.portman.model.StartHistory;
import dev.portman.report.HistoryReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The history of starts as one page with a plot per server, drawn by uPlot, which the page brings along: it needs no network. */
final class HistoryPage {

    private static final String PLOTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private HistoryPage() {}

    static String of(List<StartHistory> histories) {
        return resource("history.html")
                .replace("/* style */", resource(PLOTS + "uPlot.min.css"))
                .replace("/* plots */", resource(PLOTS + "uPlot.iife.min.js"))
                // Whatever a folder is called, it must not end the script.
                .replace("/* data */", HistoryReport.json(histories).replace("<", "\\u003c"));
    }

    private static String resource(String name) {
        try (InputStream text = Objects.requireNonNull(HistoryPage.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
