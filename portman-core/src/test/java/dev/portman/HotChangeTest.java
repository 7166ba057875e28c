package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.OnConflict;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import dev.portman.testing.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of servers that run and are described otherwise by now. */
class HotChangeTest {

    @TempDir
    Path folder;

    private final int apiPort = FreePort.any();
    private final int webPort = FreePort.any();
    private Workplace place;
    private Portman portman;

    @BeforeEach
    void openPortman() throws IOException {
        place = Workplace.in(folder);
        portman = place.portman();
    }

    @AfterEach
    void endEverything() {
        place.close();
    }

    @Test
    void onlyWhatHasChangedIsStartedAnew() {
        ServerSpec web = web().build();
        portman.startAll(List.of(api("DEBUG", "1", "TOKEN", "hunter2").build(), web));
        List<StartResult> same =
                portman.startAll(List.of(api("DEBUG", "1", "TOKEN", "hunter2").build(), web));
        assertThat(same).allMatch(StartResult::reused);
        assertThat(changes()).isEmpty();

        List<StartResult> changed =
                portman.startAll(List.of(api("DEBUG", "0", "TOKEN", "hunter3").build(), web));

        assertThat(changed).extracting(StartResult::reused).containsExactly(false, true);
        assertThat(changes())
                .containsExactly(new ProgressEvent.Changed("api", List.of("variable DEBUG", "variable TOKEN")));
    }

    @Test
    void eachPartIsTold() {
        portman.start(api("OLD", "x").build());

        portman.start(api("NEW", "x")
                .port(FreePort.any())
                .python(PythonServer.PLAIN, "more")
                .build());

        assertThat(changes())
                .containsExactly(
                        new ProgressEvent.Changed("api", List.of("command", "port", "variable NEW", "variable OLD")));
    }

    @Test
    void whoNeedsAServerThatHasMovedIsStartedAnewToo() {
        ServerSpec web = web().dependsOn("api").build();
        portman.startAll(List.of(web, api().build()));

        portman.startAll(List.of(web, api().port(FreePort.any()).build()));

        assertThat(changes())
                .containsExactly(
                        new ProgressEvent.Changed("api", List.of("port")),
                        new ProgressEvent.Changed("web", List.of("the place of api")));
    }

    @Test
    void whoNeedsAServerThatWasReplacedInPlaceIsKept() {
        ServerSpec web = web().dependsOn("api").build();
        portman.startAll(List.of(web, api().build()));

        assertThat(portman.startAll(List.of(web, api("DEBUG", "1").build())))
                .extracting(StartResult::reused)
                .containsExactly(true, false);
    }

    @Test
    void wherePoliciesReplaceAnywayTheChangeIsToldOfThoseThatHave() {
        ServerSpec web = web().onConflict(OnConflict.EVICT).build();
        portman.startAll(List.of(api().onConflict(OnConflict.EVICT).build(), web));

        List<StartResult> again = portman.startAll(
                List.of(api("DEBUG", "1").onConflict(OnConflict.EVICT).build(), web));

        assertThat(again).noneMatch(StartResult::reused);
        assertThat(changes()).containsExactly(new ProgressEvent.Changed("api", List.of("variable DEBUG")));
    }

    @Test
    void manyVariablesFitIntoARecord() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            many.put("V%04d".formatted(i), "x");
        }
        portman.start(api().environment(many).build());
        assertThat(portman.start(api().environment(many).build()).reused()).isTrue();
        many.put("V0001", "y");
        many.put("V2999", "y");

        portman.start(api().environment(many).build());

        assertThat(changes())
                .containsExactly(new ProgressEvent.Changed("api", List.of("other variables", "variable V0001")));
    }

    @Test
    void noValueAndNothingThatLetsAValueBeGuessedIsKept() throws IOException {
        portman.start(api("PIN", "7q3z").build());
        String first = stateFiles("api");
        assertThat(first).contains("variable PIN").doesNotContain("7q3z");
        Path key = key();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        Files.delete(key);
        portman.start(api("PIN", "7q3z").build());

        assertThat(digest(stateFiles("api"))).as("the same value, another key").isNotEqualTo(digest(first));
    }

    @Test
    void aKeyThatCannotBeBelievedIsMadeAnew() throws IOException {
        portman.start(api("PIN", "7q3z").build());
        Files.writeString(key(), "short");

        portman.start(api("PIN", "7q3z").build());

        assertThat(changes()).as("everything counts as changed").hasSize(1);
        assertThat(portman.start(api("PIN", "7q3z").build()).reused()).isTrue();
    }

    private List<ProgressEvent.Changed> changes() {
        return place.told(ProgressEvent.Changed.class);
    }

    private SpecBuilder api(String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new SpecBuilder(place.project(), "api")
                .port(apiPort)
                .onConflict(OnConflict.REUSE)
                .python(PythonServer.PLAIN)
                .environment(environment);
    }

    private SpecBuilder web() {
        return new SpecBuilder(place.project(), "web")
                .port(webPort)
                .onConflict(OnConflict.REUSE)
                .python(PythonServer.PLAIN);
    }

    private Path key() throws IOException {
        try (Stream<Path> files = Files.walk(place.state())) {
            return files.filter(it -> it.endsWith("digest.key")).findFirst().orElseThrow();
        }
    }

    /** The contents of all files of the state folder that speak of a server. */
    private String stateFiles(String server) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(place.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                if (text.contains("\"" + server + "\"")) {
                    all.append(text);
                }
            }
        }
        return all.toString();
    }

    private static String digest(String text) {
        int at = text.indexOf("variable PIN");
        return text.substring(at, text.indexOf('}', at));
    }
}
