package dev.portman.cli.init;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words a {@code portman.yaml} that explains itself. */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/][A-Za-z0-9._/-]*");

    private static final String HEAD = """
            # The servers of this project, for portman: ./dev starts them, ./dev help tells what else there is.
            # @{port} is the port that a server gets: the one below or, while somebody else keeps that, one of the ten after it.
            """;

    private static final String NOTHING_FOUND = """
            # Nothing was recognised here: describe your server, and remove the '#'.
            #
            # servers:
            #   backend:
            #     command: ./my-server --port @{port}
            #     port: 8000
            """;

    private static final String MORE = """

            # More that a server can have:
            #     environmentVariables:
            #       LOG_LEVEL: debug
            #     readiness:
            #       http:
            #         path: /health       # "started" means that this answers, too
            #     startupTimeout: 60s
            #     stopTimeout: 10s        # how long it may take to end before it is ended by force
            #     onConflict: reclaim     # its own previous run has to go; whoever else has the port keeps it
            """;

    private YamlText() {}

    static String of(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return HEAD + NOTHING_FOUND + MORE;
        }
        StringBuilder text = new StringBuilder(HEAD).append("servers:\n");
        drafts.forEach(draft -> text.append(server(draft, backendFor(draft, drafts))));
        return text.append(MORE).toString();
    }

    private static String server(Draft draft, Optional<Draft> backend) {
        StringBuilder text = new StringBuilder();
        line(text, 1, draft.name() + ":   # " + draft.evidence());
        if (!draft.folder().isEmpty()) {
            line(text, 2, "workingDirectory: " + scalar(draft.folder()));
        }
        line(text, 2, "command: " + draft.command());
        line(text, 2, "port: " + draft.port());
        draft.health().ifPresent(path -> {
            line(text, 2, "readiness:");
            line(text, 3, "http:");
            line(text, 4, "path: " + path);
        });
        backend.ifPresent(it -> {
            String variable = it.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            line(
                    text,
                    2,
                    "dependsOn: " + it.name() + "   # found in the environment, as " + variable + "_URL and " + variable
                            + "_PORT");
        });
        return text.toString();
    }

    private static void line(StringBuilder text, int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    /** A frontend waits for the backend, if there is exactly one. */
    private static Optional<Draft> backendFor(Draft draft, List<Draft> drafts) {
        List<Draft> backends =
                drafts.stream().filter(it -> it.role() == Draft.Role.BACKEND).toList();
        return draft.role() == Draft.Role.FRONTEND && backends.size() == 1
                ? Optional.of(backends.get(0))
                : Optional.empty();
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }
}
