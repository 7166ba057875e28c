package dev.portman.cli.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whatever {@code package.json} has a script {@code dev} for. */
final class NodeGuess implements Guess {

    private static final Pattern VITE_PORT = Pattern.compile("\\bport\\s*:\\s*(\\d{1,5})\\b");

    private static final int USUAL_PORT = 3000;

    /**
     * A tool that takes its port from an option.
     *
     * @param word how a script names it
     * @param options what tells it its port
     * @param port what it uses by itself
     */
    private record Tool(String word, String options, int port) {}

    private static final List<Tool> TOOLS = List.of(
            new Tool("vite", "--host 127.0.0.1 --port @{port} --strictPort", 5173),
            new Tool("next", "-p @{port}", 3000),
            new Tool("nuxt", "--port @{port}", 3000),
            new Tool("nuxi", "--port @{port}", 3000),
            new Tool("astro", "--port @{port}", 4321),
            new Tool("ng", "--port @{port}", 4200),
            new Tool("webpack", "--port @{port}", 8080));

    @Override
    public Optional<Draft> in(ProjectFolder folder) {
        return folder.text("package.json").flatMap(NodeGuess::devScript).map(script -> draft(folder, script));
    }

    private static Draft draft(ProjectFolder folder, String script) {
        List<String> words = List.of(script.strip().split("\\s+", -1));
        Optional<Tool> tool =
                TOOLS.stream().filter(it -> words.contains(it.word())).findFirst();
        String runner = runner(folder);
        if (tool.isEmpty()) {
            // Such a script finds its port in the environment.
            return Draft.of(
                    Draft.Role.BACKEND, runner + " dev", USUAL_PORT, new Evidence("script dev", "package.json"));
        }
        Tool known = tool.get();
        // npm takes options of its own up to a double hyphen; the others hand on what stands behind the script's name.
        String separator = runner.startsWith("npm") ? " -- " : " ";
        return Draft.of(
                Draft.Role.FRONTEND,
                runner + " dev" + separator + known.options(),
                configuredPort(folder).orElse(known.port()),
                new Evidence("script dev, " + known.word(), "package.json"));
    }

    private static OptionalInt configuredPort(ProjectFolder folder) {
        return Stream.of("vite.config.js", "vite.config.ts", "vite.config.mjs", "vite.config.mts")
                .map(file -> folder.port(file, VITE_PORT))
                .flatMapToInt(OptionalInt::stream)
                .mapToObj(OptionalInt::of)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static String runner(ProjectFolder folder) {
        String lock = folder.firstOf("pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb")
                .orElse("");
        return switch (lock) {
            case "pnpm-lock.yaml" -> "pnpm run";
            case "yarn.lock" -> "yarn run";
            case "" -> "npm run";
            default -> "bun run";
        };
    }

    private static Optional<String> devScript(String json) {
        try {
            JsonNode script = new ObjectMapper().readTree(json).path("scripts").path("dev");
            return Optional.ofNullable(script.textValue());
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
