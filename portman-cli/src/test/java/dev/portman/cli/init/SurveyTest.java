package dev.portman.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recognised in a folder, and what is not. */
class SurveyTest {

    @TempDir
    private Path project = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | npm run dev -- --host 127.0.0.1 --port @{port} --strictPort",
                "package-lock.json | npm run dev -- --host 127.0.0.1 --port @{port} --strictPort",
                "pnpm-lock.yaml | pnpm run dev --host 127.0.0.1 --port @{port} --strictPort",
                "yarn.lock | yarn run dev --host 127.0.0.1 --port @{port} --strictPort",
                "bun.lock | bun run dev --host 127.0.0.1 --port @{port} --strictPort",
            })
    void aScriptIsRunByTheToolWhoseLockFileIsThere(String lock, String command) throws IOException {
        write("package.json", "{\"scripts\": {\"dev\": \"vite --open\"}}");
        if (!lock.isEmpty()) {
            write(lock, "");
        }

        assertThat(only().command()).isEqualTo(command);
        assertThat(only().port()).isEqualTo(5173);
        assertThat(only().name()).isEqualTo("frontend");
    }

    @ParameterizedTest
    @CsvSource({"next dev,3000,-p @{port}", "astro dev,4321,--port @{port}", "ng serve,4200,--port @{port}"})
    void knowsWhereToolsTakeTheirPort(String script, int port, String options) throws IOException {
        write("package.json", "{\"scripts\": {\"dev\": \"" + script + "\"}}");

        assertThat(only().command()).isEqualTo("npm run dev -- " + options);
        assertThat(only().port()).isEqualTo(port);
    }

    @Test
    void aScriptWithoutAKnownToolFindsItsPortInTheEnvironment() throws IOException {
        write("package.json", "{\"scripts\": {\"dev\": \"node server.js\"}}");

        assertThat(only().command()).isEqualTo("npm run dev");
        assertThat(only().port()).isEqualTo(3000);
        assertThat(only().name()).isEqualTo("backend");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vite.config.js | export default { server: { port: 5199 } } | 5199",
                "vite.config.ts | export default { server: { port: 99999 } } | 5173",
                "vite.config.mjs | export default { server: { port: process.env.PORT } } | 5173",
                ".env | FRONTEND_PORT=6001 | 6001",
                ".env | export PORT='6002' | 6002",
                ".env | OTHER_PORT=6003 | 5173",
            })
    void takesThePortFromWhereTheToolWouldFindIt(String file, String text, int port) throws IOException {
        write("package.json", "{\"scripts\": {\"dev\": \"vite\"}}");
        write(file, text);

        assertThat(only().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring-boot-maven-plugin | application.properties | server.port = 9001 | 9001 | spring-boot:run",
                "spring-boot-maven-plugin | application.yml | 'server:\n  address: x\n  port: 9002\n' | 9002 | spring-boot:run",
                "spring-boot-maven-plugin | application.yml | 'management:\n  port: 9003\n' | 8080 | spring-boot:run",
                "quarkus-maven-plugin | application.properties | quarkus.http.port=9004 | 9004 | quarkus:dev",
            })
    void knowsTheFrameworkByItsPlugin(String plugin, String file, String text, int port, String goal)
            throws IOException {
        write(
                "pom.xml",
                "<project><build><plugins><plugin><artifactId>" + plugin
                        + "</artifactId></plugin></plugins></build></project>");
        write("src/main/resources/" + file, text);

        assertThat(only().command()).startsWith("mvn -q " + goal + " ").contains("@{port}");
        assertThat(only().port()).isEqualTo(port);
        assertThat(only().health()).isEmpty();
        write("mvnw", "");
        assertThat(only().command()).startsWith("./mvnw ");
    }

    @Test
    void healthIsAskedForWhereThePomBringsIt() throws IOException {
        write("pom.xml", """
                <project><dependencies><dependency><artifactId>spring-boot-starter-actuator</artifactId></dependency></dependencies>
                <build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>
                """);

        assertThat(only().health()).contains("/actuator/health");
    }

    @Test
    void knowsDjangoAndFastApi() throws IOException {
        write("manage.py", "import django\n");
        assertThat(only().command()).isEqualTo("python3 manage.py runserver 127.0.0.1:@{port}");
        Files.delete(project.resolve("manage.py"));

        write("app/main.py", "from fastapi import FastAPI\n\nservice: FastAPI = FastAPI(title='x')\n");
        write(".venv/bin/python", "");
        assertThat(only().command()).isEqualTo(".venv/bin/python -m uvicorn app.main:service --reload --port @{port}");
        assertThat(only().evidence()).hasToString("FastAPI (app/main.py)");
    }

    @Test
    void looksIntoTheFoldersBelow() throws IOException {
        write("web/package.json", "{\"scripts\": {\"dev\": \"vite\"}}");
        write("api/main.py", "app = FastAPI()\n");
        write("node_modules/x/package.json", "{\"scripts\": {\"dev\": \"vite\"}}");
        write("node_modules/package.json", "{\"scripts\": {\"dev\": \"vite\"}}");
        write(".env", "API_PORT=6004\n");

        assertThat(Survey.of(project)).extracting(Draft::name).containsExactly("api", "web");
        assertThat(Survey.of(project)).extracting(Draft::folder).containsExactly("api", "web");
        assertThat(Survey.of(project)).extracting(Draft::port).containsExactly(6004, 5173);
    }

    /** Whatever lies around in a folder, the worst answer is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "package.json | {",
                "package.json | []",
                "package.json | {\"scripts\": {\"dev\": 7}}",
                "package.json | {\"scripts\": {\"build\": \"vite build\"}}",
                "pom.xml | <project>",
                "pom.xml | '<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>'",
                "pom.xml | <project><artifactId>plain</artifactId></project>",
                "main.py | print('no server')",
                "manage.py | print('manage')",
            })
    void seesNothingWhereNothingIs(String file, String text) throws IOException {
        write(file, text);

        assertThat(Survey.of(project)).isEmpty();
    }

    @Test
    void readsNothingThatIsNoText() throws IOException {
        Files.createDirectory(project.resolve("package.json"));
        Files.write(project.resolve("main.py"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        Files.write(project.resolve("manage.py"), new byte[600 * 1024]);

        assertThat(Survey.of(project)).isEmpty();
    }

    private Draft only() throws IOException {
        List<Draft> found = Survey.of(project);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }
}
