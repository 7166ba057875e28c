package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with uvicorn and Vite, up to what a person sees in the browser; on other ports than its own. */
class UvicornViteIT {

    private static final Path EXAMPLE =
            Path.of("..", "examples", "uvicorn-vite").toAbsolutePath().normalize();
    private static final Path MODULES = EXAMPLE.resolve("frontend/node_modules");
    private static final List<String> SOURCES = List.of(
            "portman.yaml",
            "backend/main.py",
            "frontend/index.html",
            "frontend/main.js",
            "frontend/package.json",
            "frontend/vite.config.js");

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException, InterruptedException {
        sandbox = Sandbox.in(fresh);
        // Only the system's own Python has the system's FastAPI.
        sandbox.variable("PATH", "/usr/bin:" + System.getenv("PATH"));
        Needs.success("npm", "--version");
        Needs.success("chromium", "--version");
        Needs.success("/usr/bin/python3", "-c", "import fastapi, uvicorn");
        Needs.success("test", "-d", MODULES.toString());
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void showsThePageAlthoughBothPortsAreTaken() throws Exception {
        try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = ours.getLocalPort();
            int leftover = sandbox.stranger();
            copyExample(taken, leftover);

            Outcome start = sandbox.run("start");

            assertThat(start.exitCode()).as(start.err()).isZero();
            int backend = sandbox.portOf("backend");
            assertThat(backend).as("our own JVM is no leftover").isBetween(taken + 1, taken + 10);
            assertThat(sandbox.portOf("frontend")).isEqualTo(leftover);
            assertThat(start.err())
                    .contains("WARNING: Port " + taken + " is held by pid ", "Using " + backend)
                    .contains("Port " + leftover + " is held by pid ", "Stopped it (SIGTERM, ");
            assertThat(page(leftover)).contains("The backend says: <output id=\"answer\">Hello from FastAPI</output>");

            assertThat(sandbox.run("stop").exitCode()).isZero();
            assertThat(sandbox.leftovers()).isEmpty();
            assertThat(Sandbox.isFree(backend) && Sandbox.isFree(leftover)).isTrue();
        }
    }

    @Test
    void staysTheSameServerWhenItReloads() throws Exception {
        int port = Sandbox.freePort();
        copyExample(port, Sandbox.freePort());
        assertThat(sandbox.run("start", "backend").exitCode()).isZero();
        String pid = sandbox.told("backend", "pid");
        assertThat(answer(port)).contains("Hello");

        Path source = sandbox.folder().resolve("backend/main.py");
        Files.writeString(source, Files.readString(source).replace("Hello", "Hello again"));

        await().atMost(Duration.ofSeconds(40)).until(() -> {
            Outcome status = sandbox.run("status", "backend");
            assertThat(status.out()).containsPattern("backend +running +" + pid + " +" + port);
            return answer(port).contains("Hello again from FastAPI");
        });
        assertThat(sandbox.run("status", "backend").exitCode()).isZero();

        assertThat(sandbox.run("stop").exitCode()).isZero();
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(Sandbox.isFree(port)).isTrue();
    }

    @Test
    void endsWithCtrlC() throws Exception {
        int backend = Sandbox.freePort();
        int frontend = Sandbox.freePort();
        copyExample(backend, frontend);

        Outcome run = sandbox.runOnTerminal("frontend is ready", 1, "run");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(130);
        assertThat(run.out()).contains("Uvicorn running on", "frontend is stopped, after", "backend is stopped, after");
        assertThat(sandbox.leftovers()).isEmpty();
        assertThat(Sandbox.isFree(backend) && Sandbox.isFree(frontend)).isTrue();
    }

    private void copyExample(int backend, int frontend) throws IOException {
        for (String source : SOURCES) {
            Path copy = sandbox.folder().resolve(source);
            Files.createDirectories(copy.getParent());
            Files.copy(EXAMPLE.resolve(source), copy);
        }
        Files.createSymbolicLink(sandbox.folder().resolve("frontend/node_modules"), MODULES);
        String yaml = Files.readString(EXAMPLE.resolve("portman.yaml"));
        assertThat(yaml).contains("port: 8000\n", "port: 5173\n");
        sandbox.yaml(yaml.replace("port: 8000\n", "port: " + backend + "\n")
                .replace("port: 5173\n", "port: " + frontend + "\n"));
    }

    /** What a browser has made of the page once its scripts have run. */
    private String page(int port) throws IOException, InterruptedException {
        return sandbox.program(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + sandbox.folder().resolveSibling("chromium"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        "http://127.0.0.1:" + port + "/")
                .out();
    }

    /** What the backend says; empty while its worker is replaced. */
    private static String answer(int port) throws InterruptedException {
        // uvicorn answers an attempt to upgrade to HTTP/2 in its own words.
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/hello"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException betweenTwoWorkers) {
            return "";
        }
    }
}
