package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Right beside fast: the same tools in cases that go wrong easily. */
final class RightSection implements Section {

    private static final List<MavenBuild> BUILDS =
            List.of(MavenBuild.PORTMAN, MavenBuild.PROCESS_EXEC, MavenBuild.EXEC_ASYNC, MavenBuild.SPRING_BOOT);

    @Override
    public String name() {
        return "right";
    }

    @Override
    public String title() {
        return "Right beside fast";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(
                "What comes out where a fast answer is easily a wrong one. Each case is run once, for real; processes are watched from outside. Tools that free ports get a server of the kind"
                        + " in the heading; tools that have a server around a test start such a server, or find the port taken so. `spring-boot:start` runs an application of Spring Boot, all"
                        + " others a server of C.\n\n| | "
                        + Arrays.stream(Case.values()).map(Case::words).collect(Collectors.joining(" | ")) + " |\n|---|"
                        + "---|".repeat(Case.values().length) + "\n");
        for (Map.Entry<String, Map<Case, Case.Trial>> tool : tools(place).entrySet()) {
            text.append("| ").append(tool.getKey()).append(" |");
            for (Case each : Case.values()) {
                text.append(' ').append(cell(tool, each)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(Map.Entry<String, Map<Case, Case.Trial>> tool, Case each)
            throws IOException, InterruptedException {
        Case.Trial trial = tool.getValue().get(each);
        if (trial == null) {
            return "does not do this";
        }
        String cell;
        try {
            cell = trial.run().markdown();
        } catch (WrongAnswer wrong) {
            cell = new Cell(false, String.valueOf(wrong.getMessage())).markdown();
        }
        System.err.println("   " + tool.getKey() + ", " + each.words() + ": " + cell);
        return cell;
    }

    private static Map<String, Map<Case, Case.Trial>> tools(Place place) throws IOException, InterruptedException {
        Map<String, Map<Case, Case.Trial>> tools = new LinkedHashMap<>();
        boolean npm = place.hasNpm();
        tools.put("`portman kill PORT`", killer(place, port -> place.installed("kill", port)));
        tools.put("`fuser -k PORT/tcp`", killer(place, port -> List.of("fuser", "-k", port + "/tcp")));
        if (npm) {
            tools.put("`kill-port PORT`", killer(place, port -> List.of(place.npm("kill-port"), port)));
            tools.put("`fkill :PORT`", killer(place, port -> List.of(place.npm("fkill"), "--silent", ":" + port)));
            tools.put(
                    "`fkill -f :PORT`",
                    killer(place, port -> List.of(place.npm("fkill"), "--silent", "--force", ":" + port)));
        }
        tools.put("`portman exec`", new StartCases(place, around -> portman(place, around)).trials());
        if (npm) {
            tools.put("`start-server-and-test`", new StartCases(place, around -> nodeTest(place, around)).trials());
            tools.put("`pm2 start`, `pm2 stop`", new Pm2Cases(place).trials());
        }
        MavenBuild.fetch(place, BUILDS);
        for (MavenBuild build : BUILDS) {
            tools.put(build.words(), new StartCases(place, around -> build.command(place, around)).trials());
        }
        for (ReserveBuild build : ReserveBuild.values()) {
            build.fetch(place, Fixture.freePorts(ReserveBuild.PORTS));
            tools.put(build.words(), new ReserveCases(place, build).trials());
        }
        return tools;
    }

    private static Map<Case, Case.Trial> killer(Place place, KillCases.Killer killer) {
        return new KillCases(place, killer).trials();
    }

    private static List<String> nodeTest(Place place, Around around) {
        return List.of(
                place.npm("start-server-and-test"),
                String.join(" ", around.server(place)),
                "http://127.0.0.1:" + around.port(),
                String.join(" ", around.test()));
    }

    private static List<String> portman(Place place, Around around) throws IOException {
        List<String> server = around.server(place);
        Project project = Project.of(
                place,
                around.opened().file().getFileName() + "-project",
                1,
                around.port(),
                String.join(" ", server.subList(2, server.size())));
        List<String> words =
                new ArrayList<>(place.portman("-C", project.folder().toString(), "exec", "--"));
        words.addAll(around.test());
        return words;
    }
}
