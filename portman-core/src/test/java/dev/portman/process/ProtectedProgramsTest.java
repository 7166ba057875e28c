package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs are protected for what they are, and that no others are. */
class ProtectedProgramsTest {

    @ParameterizedTest
    @EnumSource(ProgramKind.class)
    void everyProgramOfAKindIsFoundByItsFileAndByItsTitle(ProgramKind kind) {
        List<String> programs = ProtectedPrograms.GROUPS.stream()
                .filter(group -> group.kind() == kind)
                .flatMap(group -> group.executables().stream())
                .map(name -> name.replace("*", "xy"))
                .toList();

        assertThat(programs).isNotEmpty();
        for (String name : programs) {
            List<String> anything = List.of("main", "x");
            assertThat(ProtectedPrograms.kindOf(name, anything)).as(name).contains(kind);
            assertThat(ProtectedPrograms.kindOf(name.toUpperCase(Locale.ROOT), anything))
                    .as("upper case " + name)
                    .contains(kind);
            if (name.indexOf(' ') < 0) {
                assertThat(ProtectedPrograms.kindOf("main", List.of("/opt/x/" + name, "-x")))
                        .as("title " + name)
                        .contains(kind);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProgramKind.class)
    void everyArgumentOfAKindIsFound(ProgramKind kind) {
        for (ProgramGroup group : ProtectedPrograms.GROUPS) {
            for (String argument : group.kind() == kind ? group.arguments() : List.<String>of()) {
                List<String> line = new ArrayList<>(List.of("main"));
                line.addAll(List.of(argument.replace("*", "xy").split(" ", -1)));
                assertThat(ProtectedPrograms.kindOf("main", line)).as(argument).contains(kind);
            }
        }
    }

    @Test
    void noProgramIsOfTwoKinds() {
        Map<String, ProgramKind> seen = new HashMap<>();
        for (ProgramGroup group : ProtectedPrograms.GROUPS) {
            for (String name : group.executables()) {
                assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT));
                assertThat(seen.put(name, group.kind())).as(name).isNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node       | node /usr/local/bin/claude                                          | ASSISTANT
            node       | claude                                                              | ASSISTANT
            node       | node --no-warnings /usr/lib/node_modules/@anthropic-ai/claude-code/cli.js | ASSISTANT
            node       | node /usr/lib/node_modules/@openai/codex/bin/codex.js               | ASSISTANT
            node       | node /usr/lib/node_modules/@google/gemini-cli/dist/index.js         | ASSISTANT
            python3.11 | python3 /home/u/.local/bin/aider --model x                          | ASSISTANT
            python3.11 | python3 /usr/bin/jupyter-lab --port 8888                            | NOTEBOOK
            python3.11 | python -m ipykernel_launcher -f /run/kernel.json                    | NOTEBOOK
            python3.11 | python -Xfrozen_modules=off -m ipykernel_launcher -f x              | NOTEBOOK
            python3.11 | python3 -m debugpy --listen 5678 app.py                             | DEBUGGER
            python3.11 | python3 /home/u/.vscode/extensions/ms-python.debugpy-1/bundled/libs/debugpy/launcher 1 -- app.py | DEBUGGER
            node       | /home/u/.vscode-server/bin/1/node /home/u/.vscode-server/bin/1/out/server-main.js | EDITOR
            node       | node /usr/lib/node_modules/typescript/lib/tsserver.js               | EDITOR
            java       | /usr/bin/java -jar /x/plugins/org.eclipse.equinox.launcher_1.6.400.jar | EDITOR
            sh         | /bin/sh /opt/idea/bin/idea.sh                                       | EDITOR
            beam.smp   | /usr/lib/erlang/bin/beam.smp -- -noshell -s rabbit boot             | DATABASE
            beam.smp   | beam.smp -- -couch_ini /opt/couchdb/etc/default.ini                 | DATABASE
            java       | java -Xmx1g -cp /opt/kafka/libs/x.jar kafka.Kafka server.properties | DATABASE
            java       | java -m org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch | DATABASE
            redis-check-rdb | redis-server *:6379                                            | DATABASE
            python3.11 | python3 -S /usr/lib/google-cloud-sdk/lib/gcloud.py compute start-iap-tunnel x | TUNNEL
            java       | bazel(project) --output_base=x                                      | SHARED_DAEMON
            buck2      | buck2d[project] --isolation-dir v2                                  | SHARED_DAEMON
            turbo      | turbo --skip-infer daemon                                           | SHARED_DAEMON
            node       | node /p/node_modules/nx/src/daemon/server/start.js                  | SHARED_DAEMON
            java       | java -jar sbt-launch.jar --detach-stdio --server                    | SHARED_DAEMON
            electron   | /usr/lib/electron/electron /usr/lib/code/code.mjs                   | EDITOR
            electron   | /usr/lib/electron/electron .                                        | DESKTOP
            """)
    void whatAnInterpreterRunsCounts(String executable, String line, ProgramKind kind) {
        assertThat(ProtectedPrograms.kindOf(executable, List.of(line.split(" ", -1))))
                .contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java -jar target/kafka-demo.jar",
                "java -cp target/classes com.example.kafka.Kafka",
                "java -javaagent:/opt/idea/lib/idea_rt.jar=1234 -cp /opt/idea/lib/x.jar com.example.Main",
                "java -javaagent:/opt/telemetry/agent.jar -jar app.jar",
                "java -agentlib:jdwp=transport=dt_socket,server=y,address=5005 -jar app.jar",
                "/home/u/.vscode/extensions/redhat.java-1/jre/17/bin/java -cp target/classes com.example.Main",
                "java -Dorg.gradle.appname=gradlew -cp gradle/wrapper/gradle-wrapper.jar org.gradle.wrapper.GradleWrapperMain bootRun",
                "java -jar elasticsearch-client-demo.jar",
                "node /srv/cursor/index.js",
                "node /home/u/code/server.js",
                "node claude.js",
                "node --inspect server.js",
                "/usr/bin/node node_modules/.bin/vite",
                "/usr/bin/node /home/u/claude/node_modules/.bin/vite",
                "node out/server-main.js",
                "node node_modules/.bin/nx serve web",
                "turbo run dev",
                "bazel run //:server",
                "next-server (v14.2)",
                "python3 manage.py runserver",
                "python3 /home/u/jupyter/app.py",
                "python3 -m http.server 8000",
                "python3 -c claude",
                "python3 -m uvicorn notebook.main:app",
                "ruby bin/rails server",
                "beam.smp -- -extra /usr/bin/mix phx.server",
                "nginx: master process nginx -c /srv/vault/nginx.conf",
                "uwsgi --chdir /home/u/code",
                "/home/u/vault/server",
                "caddy run",
                "esbuild --service=0.19"
            })
    void innocentsAreNotTakenForWhatTheirFoldersAreCalled(String line) {
        List<String> words = List.of(line.split(" ", -1));
        String program = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);

        assertThat(ProtectedPrograms.kindOf(program, words)).isEmpty();
        assertThat(ProtectedPrograms.kindOf(program, List.of(line)))
                .as("as a title")
                .isEmpty();
    }

    @Test
    void aFolderWithABlankIsNoName() {
        assertThat(ProtectedPrograms.kindOf("server", List.of("/home/u/code dir/server", "-x")))
                .isEmpty();
        assertThat(ProtectedPrograms.kindOf("", List.of("/opt/my tools/sshd -D")))
                .contains(ProgramKind.SYSTEM);
    }

    @Test
    void whoIsKnownByNothingIsNotProtected() {
        assertThat(ProtectedPrograms.kindOf("", List.of())).isEqualTo(Optional.empty());
    }

    @Test
    void workPlacesSharedDaemonsAndContainersAreSparedInATree() {
        Set<ProgramKind> spared = EnumSet.noneOf(ProgramKind.class);
        for (ProgramKind kind : ProgramKind.values()) {
            if (kind.isSparedInTree()) {
                spared.add(kind);
            }
        }
        assertThat(spared)
                .containsExactlyInAnyOrder(
                        ProgramKind.EDITOR,
                        ProgramKind.TERMINAL,
                        ProgramKind.BROWSER,
                        ProgramKind.SHARED_DAEMON,
                        ProgramKind.CONTAINER_RUNTIME);
    }
}
