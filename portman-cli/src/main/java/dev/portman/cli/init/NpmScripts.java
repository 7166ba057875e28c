package dev.portman.cli.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds scripts that hand over to {@code ./dev} to a {@code package.json}, in the form npm itself would write it. */
final class NpmScripts {

    private static final Pattern INDENT = Pattern.compile("\\{\\R([ \\t]+)\"");

    private NpmScripts() {}

    /** The new text; the old one if all scripts are there already; empty if it is no JSON object. */
    static Optional<String> added(String json) {
        // A number stays as it is written.
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        try {
            JsonNode root = mapper.readTree(json);
            if (!(root instanceof ObjectNode object)) {
                return Optional.empty();
            }
            ObjectNode scripts =
                    object.path("scripts") instanceof ObjectNode there ? there : object.putObject("scripts");
            boolean changed = false;
            for (Map.Entry<String, String> script : scripts().entrySet()) {
                if (!scripts.has(script.getKey())) {
                    scripts.put(script.getKey(), script.getValue());
                    changed = true;
                }
            }
            return Optional.of(changed ? mapper.writer(like(json)).writeValueAsString(root) + "\n" : json);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("servers", "./dev");
        scripts.put("servers:stop", "./dev stop");
        scripts.put("servers:status", "./dev status");
        scripts.put("servers:logs", "./dev logs");
        return scripts;
    }

    private static DefaultPrettyPrinter like(String json) {
        Matcher found = INDENT.matcher(json);
        DefaultIndenter indenter = new DefaultIndenter(found.find() ? found.group(1) : "  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }
}
