package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts took is remembered beyond the server, and shown as text, JSON and a page. */
class HistoryIT {

    private Sandbox sandbox;

    @TempDir
    Path fresh;

    @BeforeEach
    void prepare() throws IOException {
        sandbox = Sandbox.in(fresh);
        sandbox.servers("backend 0", "frontend 0");
    }

    @AfterEach
    void clean() throws IOException {
        sandbox.close();
    }

    @Test
    void everyStartIsInTheHistory() throws Exception {
        assertThat(sandbox.run("history").out()).contains("No start that succeeded is known here.");
        for (int i = 0; i < 2; i++) {
            assertThat(sandbox.run("start", "-q").exitCode()).isZero();
            assertThat(sandbox.run("stop", "-q").exitCode()).isZero();
        }
        Outcome third = sandbox.run("start", "backend");
        assertThat(third.out())
                .containsPattern("backend is ready on http\\S+ after [0-9.]+ m?s, usually [0-9.]+ m?s\\.");
        assertThat(sandbox.run("status").out()).containsPattern("backend +running .*[0-9.]+ m?s, usually [0-9.]+ m?s");

        Outcome text = sandbox.run("history");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out().lines().filter(line -> line.startsWith("  20"))).hasSize(5);
        assertThat(text.out()).containsPattern("backend: usually ready [0-9.]+ m?s after the launch");

        Outcome json = sandbox.run("history", "frontend", "-o", "json");
        assertThat(json.out()).contains("\"name\" : \"frontend\"").doesNotContain("backend");
        assertThat(json.out().split("readyMillis", -1)).hasSize(3);

        assertThat(sandbox.run("history", "backnd").exitCode()).isEqualTo(4);
        assertThat(sandbox.run("history", "-o", "xml").err()).contains("must be text, json or html");
    }

    @Test
    void thePageDrawsAPlotPerServer() throws Exception {
        Needs.success("chromium", "--version");
        assertThat(sandbox.run("start", "-q").exitCode()).isZero();
        assertThat(sandbox.run("stop", "-q").exitCode()).isZero();
        Path page = fresh.resolve("starts.html");
        String html = sandbox.run("history", "-o", "html").out();
        Files.writeString(page, html);

        String seen = seenByABrowser(page);

        assertThat(seen).contains("<h2>backend</h2>", "<h2>frontend</h2>").containsPattern("usually ready [0-9.]+ s");
        assertThat(seen.split("<canvas", -1)).as("a plot per server").hasSize(3);
        assertThat(html).as("no network").doesNotContain("src=\"http", "href=\"http", "@import");
    }

    /** The page after its scripts; fails if one of them complains. */
    private String seenByABrowser(Path page) throws IOException, InterruptedException {
        Path out = fresh.resolve("seen.html");
        Path err = fresh.resolve("browser.log");
        Process browser = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--user-data-dir=" + fresh.resolve("browser"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(browser.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(err)).doesNotContain("CONSOLE");
        return Files.readString(out);
    }
}
