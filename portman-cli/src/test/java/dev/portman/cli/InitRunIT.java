package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} writes for each kind of project runs: {@code ./dev} starts a real server that answers, and stops it again. */
class InitRunIT {

    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final String NEWER_MAVEN = "3.9.16";

    private Sandbox sandbox;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws IOException {
        sandbox = Sandbox.in(fresh);
        Files.delete(sandbox.folder().resolve("server.py"));
    }

    @AfterEach
    void clean() {
        sandbox.close();
    }

    @Test
    void aScriptOfPackageJson() throws Exception {
        Needs.success("npm", "--version");
        write("package.json", "{\"scripts\": {\"dev\": \"node server.js\"}}");
        write("server.js", """
                require('http').createServer((request, response) => response.end('from node')).listen(process.env.PORT, '127.0.0.1')
                """);

        startsAnswersAndStops("backend", "/", "from node");
    }

    @Test
    void fastApi() throws Exception {
        Needs.success("/usr/bin/python3", "-c", "import fastapi, uvicorn");
        write("api/main.py", """
                from fastapi import FastAPI

                app = FastAPI()


                @app.get("/hello")
                def hello():
                    return "from FastAPI"
                """);

        startsAnswersAndStops("api", "/hello", "\"from FastAPI\"");
    }

    @Test
    void django() throws Exception {
        Needs.success("/usr/bin/python3", "-c", "import django");
        write("manage.py", """
                import sys
                from django.conf import settings
                from django.core.management import execute_from_command_line
                from django.http import HttpResponse
                from django.urls import path

                settings.configure(DEBUG=True, ROOT_URLCONF=__name__, SECRET_KEY="for a test", ALLOWED_HOSTS=["*"])
                urlpatterns = [path("hello", lambda request: HttpResponse("from Django"))]
                execute_from_command_line(sys.argv)
                """);

        startsAnswersAndStops("backend", "/hello", "from Django");
    }

    @Test
    void springBoot() throws Exception {
        Needs.success("mvn", "--version");
        write("pom.xml", """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>org.springframework.boot</groupId>
                    <artifactId>spring-boot-starter-parent</artifactId>
                    <version>3.5.16</version>
                    <relativePath />
                  </parent>
                  <groupId>demo</groupId>
                  <artifactId>demo</artifactId>
                  <version>1</version>
                  <properties>
                    <java.version>17</java.version>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>org.springframework.boot</groupId>
                      <artifactId>spring-boot-starter-web</artifactId>
                    </dependency>
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.springframework.boot</groupId>
                        <artifactId>spring-boot-maven-plugin</artifactId>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """);
        write("src/main/java/demo/App.java", """
                package demo;

                import org.springframework.boot.SpringApplication;
                import org.springframework.boot.autoconfigure.SpringBootApplication;
                import org.springframework.web.bind.annotation.GetMapping;
                import org.springframework.web.bind.annotation.RestController;

                @SpringBootApplication
                @RestController
                public class App {
                    public static void main(String[] args) {
                        SpringApplication.run(App.class, args);
                    }

                    @GetMapping("/hello")
                    String hello() {
                        return "from Spring Boot";
                    }
                }
                """);

        startsAnswersAndStops("backend", "/hello", "from Spring Boot");
    }

    /** The version is one whose development mode can be had in whole; it asks for a newer Maven than many systems have. */
    @Test
    void quarkus() throws Exception {
        Needs.success("mvn", "--version");
        Path example = EXAMPLES.resolve("quarkus");
        String pom = Files.readString(example.resolve("pom.xml"));
        int plugin = pom.indexOf("<plugin>", pom.indexOf("maven-surefire-plugin"));
        write(
                "pom.xml",
                (pom.substring(0, plugin) + pom.substring(pom.lastIndexOf("</plugins>")))
                        .replace("io.quarkus.platform", "io.quarkus")
                        .replaceAll("(<quarkus.version>).*(</quarkus.version>)", "$13.33.2$2"));
        String source = "src/main/java/demo/Hello.java";
        write(source, Files.readString(example.resolve(source)));
        write("mvnw", "#!/bin/sh\nexec '" + newerMaven() + "' \"$@\"\n");
        Files.setPosixFilePermissions(sandbox.folder().resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));

        startsAnswersAndStops("backend", "/hello", "Hello from Quarkus");
    }

    @Test
    void vite() throws Exception {
        Path modules = EXAMPLES.resolve("uvicorn-vite/frontend/node_modules");
        Needs.success("npm", "--version");
        Needs.success("test", "-d", modules.toString());
        write(
                "package.json",
                "{\"type\": \"module\", \"scripts\": {\"dev\": \"vite\"}, \"devDependencies\": {\"vite\": \"8\"}}");
        write("index.html", "<!doctype html>");
        write("public/hello.txt", "from Vite");
        Files.createSymbolicLink(sandbox.folder().resolve("node_modules"), modules);

        startsAnswersAndStops("frontend", "/hello.txt", "from Vite");
    }

    @Test
    void makeHandsOverToTheScript() throws Exception {
        Needs.success("make", "--version");
        write("package.json", "{\"scripts\": {\"dev\": \"node server.js\"}}");
        assertThat(sandbox.run("init").exitCode()).isZero();
        write("dev", "#!/bin/sh\necho \"told: $*\"\n");

        assertThat(make()).contains("backend-restart", "Stop and start backend");
        assertThat(make("backend-restart")).contains("told: restart backend");
        assertThat(make("backend", "PORT=9000")).contains("told: start backend -p 9000");
        assertThat(make("backend")).endsWith("told: start backend\n");
    }

    @Test
    void aScriptWithoutItsJarTellsWhereToGetIt() throws Exception {
        assertThat(sandbox.run("init").exitCode()).isZero();
        String version = sandbox.run("--version").out().replaceAll("[^0-9]*([^, ]+).*\\s*", "$1");

        Outcome nowhere = sandbox.dev(Map.of("HOME", sandbox.folder().toString()), "start");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).contains("neither beside", "dev.portman:portman-cli:" + version + ":jar:runnable");

        Outcome wrong = sandbox.dev(Map.of("PORTMAN_JAR", "/no/such.jar"), "start");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("PORTMAN_JAR names no file: /no/such.jar");
    }

    @Test
    void aScriptFindsTheJarBesideItselfAndInTheLocalRepository() throws Exception {
        write("portman.yaml", "servers:\n  mine:\n    command: sleep 1\n    port: 0\n");
        assertThat(sandbox.run("init").exitCode()).isZero();
        Path jar = Path.of(System.getProperty("portman.jar"));
        Path local =
                Files.createDirectories(sandbox.folder().resolve("home/.m2/repository/dev/portman/portman-cli/0.1"));
        Files.createSymbolicLink(local.resolve("portman-cli-0.1-runnable.jar"), jar);
        Map<String, String> environment = Map.of("HOME", sandbox.folder() + "/home");

        assertThat(sandbox.dev(environment, "status", "mine").exitCode()).isEqualTo(3);

        Files.delete(local.resolve("portman-cli-0.1-runnable.jar"));
        assertThat(sandbox.dev(environment, "status", "mine").exitCode()).isEqualTo(1);
        Files.createSymbolicLink(sandbox.folder().resolve("portman.jar"), jar);
        assertThat(sandbox.dev(environment, "status", "mine").exitCode()).isEqualTo(3);
    }

    /** From the repository that the build uses; kept below {@code target} for the next time. */
    private static Path newerMaven() throws IOException, InterruptedException {
        Path target = Path.of("target").toAbsolutePath();
        Path maven = target.resolve("apache-maven-" + NEWER_MAVEN + "/bin/mvn");
        if (Files.notExists(maven)) {
            Process unpack = new ProcessBuilder(
                            "mvn",
                            "-B",
                            "-ntp",
                            "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack",
                            "-Dartifact=org.apache.maven:apache-maven:" + NEWER_MAVEN + ":tar.gz:bin",
                            "-DoutputDirectory=" + target)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(unpack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(unpack.waitFor()).as(output).isZero();
        }
        return maven;
    }

    private void startsAnswersAndStops(String name, String path, String answer) throws Exception {
        Outcome written = sandbox.run("init");
        assertThat(written.out()).contains(name + ": ", "wrote portman.yaml");
        Path yaml = sandbox.folder().resolve("portman.yaml");
        Files.writeString(yaml, Files.readString(yaml).replaceAll("port: \\d+", "port: 0"));

        Outcome started = dev();
        assertThat(started.exitCode()).as(started.err()).isZero();
        String url = sandbox.told(name, "url");
        assertThat(get(url + path)).isEqualTo(answer);
        Outcome status = dev("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("running", url);

        assertThat(dev("stop").exitCode()).isZero();
        assertThat(sandbox.told(name, "state")).isEqualTo("stopped");
        assertThat(Sandbox.answers(URI.create(url).getPort())).isFalse();
    }

    /** The tools of the system come before those that somebody may have put in front of them. */
    private Outcome dev(String... words) throws IOException, InterruptedException {
        return sandbox.dev(
                Map.of(
                        "PORTMAN_JAR",
                        System.getProperty("portman.jar"),
                        "PATH",
                        "/usr/bin:/bin:" + System.getenv("PATH")),
                words);
    }

    private String make(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 2];
        command[0] = "make";
        command[1] = "-s";
        System.arraycopy(words, 0, command, 2, words.length);
        Process process = new ProcessBuilder(command)
                .directory(sandbox.folder().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String get(String url) throws IOException, InterruptedException {
        // Some servers refuse the offer of HTTP/2 that the client makes otherwise.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    private void write(String file, String text) throws IOException {
        Path path = sandbox.folder().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
