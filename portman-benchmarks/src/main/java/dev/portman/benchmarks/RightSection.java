package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Right beside fast: the same tools in cases that go wrong easily. */
final class RightSection implements Section {

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
        MavenBuild.fetch(place);
        StringBuilder text = new StringBuilder(
                "What comes out where a fast answer is easily a wrong one. Each case is run once, for real; processes are watched from outside.\n\n");
        Map<String, KillCases.Killer> killers = new LinkedHashMap<>();
        killers.put("`portman kill PORT`", port -> place.installed("kill", port));
        killers.put("`fuser -k PORT/tcp`", port -> List.of("fuser", "-k", port + "/tcp"));
        if (place.hasNpm()) {
            killers.put("`kill-port PORT`", port -> List.of(place.npm("kill-port"), port));
            killers.put("`fkill :PORT`", port -> List.of(place.npm("fkill"), "--silent", ":" + port));
            killers.put("`fkill -f :PORT`", port -> List.of(place.npm("fkill"), "--silent", "--force", ":" + port));
        }
        text.append(head("freeing a port", KillCases.HEADINGS));
        for (Map.Entry<String, KillCases.Killer> each : killers.entrySet()) {
            text.append(row(each.getKey(), new KillCases(place, each.getValue()).run()));
        }
        Map<String, StartCases.Around> starters = new LinkedHashMap<>();
        starters.put("`portman exec`", (port, opened, command) -> portman(place, port, opened, command));
        if (place.hasNpm()) {
            starters.put(
                    "`start-server-and-test`",
                    (port, opened, command) -> List.of(
                            place.npm("start-server-and-test"),
                            server(place, port, opened),
                            "http://127.0.0.1:" + port,
                            command));
        }
        for (MavenBuild build : MavenBuild.values()) {
            starters.put(build.words(), (port, opened, command) -> build.command(place, port, opened, command));
        }
        text.append('\n').append(head("a server around a test", StartCases.HEADINGS));
        for (Map.Entry<String, StartCases.Around> each : starters.entrySet()) {
            text.append(row(each.getKey(), new StartCases(place, each.getValue()).run()));
        }
        return text.toString();
    }

    private static String server(Place place, int port, Stamp opened) {
        return String.join(
                " ", Fixture.serverCommand(place, port, "opened", opened.file().toString(), "seconds", "60"));
    }

    private static List<String> portman(Place place, int port, Stamp opened, String command) throws IOException {
        Project project = Project.of(
                place, opened.file().getFileName() + "-project", 1, port, "opened " + opened.file() + " seconds 60");
        List<String> words =
                new ArrayList<>(place.portman("-C", project.folder().toString(), "exec", "--"));
        words.addAll(List.of(command.split(" ", -1)));
        return words;
    }

    private static String head(String what, List<String> cases) {
        return "| " + what + " | " + String.join(" | ", cases) + " |\n|---|" + "---|".repeat(cases.size()) + "\n";
    }

    private static String row(String tool, List<Cell> cells) {
        return "| " + tool + " | "
                + String.join(" | ", cells.stream().map(Cell::markdown).toList()) + " |\n";
    }
}
