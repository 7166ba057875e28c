package dev.portman.cli.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words the targets of {@code make} that hand over to {@code ./dev}; leaves out those that a Makefile has already. */
final class MakeText {

    private static final Pattern TARGETS = Pattern.compile("(?m)^([A-Za-z0-9][A-Za-z0-9 ._-]*):(?!=)");

    private final Map<String, String> targets = new LinkedHashMap<>();

    private MakeText(List<String> servers) {
        add("dev", "Start all servers", "./dev");
        add("stop", "Stop them", "./dev stop");
        add("status", "What runs, and where", "./dev status");
        add("logs", "What they wrote last", "./dev logs");
        add("logs-errors", "The errors among it, with their stack traces", "./dev logs --errors");
        for (String server : servers) {
            String port = " $${PORT:+-p $$PORT}";
            add(server, "Start " + server + "; PORT=9000 for another port", "./dev start " + server + port);
            add(server + "-stop", "Stop " + server, "./dev stop " + server);
            add(server + "-kill", "End " + server + " at once", "./dev kill " + server);
            add(server + "-restart", "Stop and start " + server, "./dev restart " + server);
            add(server + "-status", "Whether " + server + " runs, and where", "./dev status " + server);
            add(
                    server + "-force",
                    "Start " + server + "; whoever holds its port goes at once",
                    "./dev start " + server + " --force" + port);
        }
    }

    /** The first word wins: a server called {@code stop} is to be had by {@code ./dev start stop} only. */
    private void add(String target, String what, String command) {
        targets.putIfAbsent(target, target + ": ## " + what + "\n\t" + command + "\n");
    }

    /** A whole Makefile. */
    static String whole(List<String> servers) {
        MakeText text = new MakeText(servers);
        return ".POSIX:\n\nhelp: ## Show this list (default)\n"
                + "\t@awk -F ':.*## ' '/^[A-Za-z0-9._-]*:.*## / { printf \"  %-20s %s\\n\", $$1, $$2 }' Makefile\n\n"
                + text.rules()
                + text.phony("help");
    }

    /** What an existing Makefile can include. */
    static String part(List<String> servers, String makefile) {
        MakeText text = new MakeText(servers);
        TARGETS.matcher(makefile).results().forEach(found -> {
            for (String target : found.group(1).strip().split("\\s+", -1)) {
                text.targets.remove(target);
            }
        });
        return "# The servers of this project. The Makefile beside it takes part with the line: include " + MAKE_PART
                + "\n\n" + text.rules() + text.phony("");
    }

    /** The file of {@link #part}. */
    static final String MAKE_PART = "portman.mk";

    private String rules() {
        return targets.values().stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String phony(String first) {
        List<String> all = new ArrayList<>();
        Optional.of(first).filter(it -> !it.isEmpty()).ifPresent(all::add);
        all.addAll(targets.keySet());
        return ".PHONY: " + String.join(" ", all) + "\n";
    }
}
