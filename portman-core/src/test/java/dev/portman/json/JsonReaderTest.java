package dev.portman.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jackson, as strict as it can be, is right; what it says of a text is what we must say. */
class JsonReaderTest {

    private static final JsonMapper JACKSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String SAMPLE =
            "{\"a\" : [ 1, -0.5e+3,\t{} , [ ] ],\r\n\"b\\u00e9\\n\":\"x\\\"\\\\\\/\\b\\f\\r\\t€\",\"c\":true,\"d\":false,\"e\":null}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SAMPLE,
                "0",
                "-0",
                "-1",
                "12",
                "01",
                "+1",
                "-",
                "1.",
                ".5",
                "1.0",
                "1e",
                "1e5",
                "1E-5",
                "0x1",
                "NaN",
                "1 2",
                "99999999999999999999",
                "\"\"",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u00zz\"",
                "\"a\tb\"",
                "'a'",
                "true",
                "tru",
                "truex",
                "null",
                "nul",
                "[",
                "[]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{",
                "{}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}}",
                "// c",
                "/**/1",
                "\u00a01",
                "\ufeff1",
                "\u0000"
            })
    void agreesWithJackson(String text) {
        assertThat(ours(text)).as(text).isEqualTo(theirs(text));
    }

    @Test
    void agreesWithJacksonOnWhatADiskOrAnEditorMakesOfAText() {
        Random random = new Random(20_261_127);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = SAMPLE.getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(3); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:\\/ue019.-+ \n".charAt(random.nextInt(19));
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(ours(text)).as(text).isEqualTo(theirs(text));
            read += ours(text).isPresent() ? 1 : 0;
        }
        assertThat(read).as("texts that are JSON").isBetween(500, 19_500);
    }

    @Test
    void goesNoDeeperThanJackson() {
        for (int depth = 1; depth < 40; depth++) {
            String arrays = "[".repeat(depth) + "]".repeat(depth);
            assertThat(ours(arrays)).as("%d arrays", depth).isEqualTo(theirs(arrays));
        }
        assertThat(ours("[".repeat(100_000))).isEmpty();
    }

    /** The text in Jackson's form; empty if it is none. */
    private static Optional<String> theirs(String text) {
        try {
            return Optional.of(JACKSON.readTree(text).toString());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ours(String text) {
        try {
            Json value = JsonReader.read(text);
            return Optional.of(JACKSON.readTree(written(value)).toString());
        } catch (NotJsonException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** As plain as can be, so that only what was read is compared. */
    private static String written(Json value) {
        if (value instanceof Json.Obj object) {
            StringBuilder text = new StringBuilder("{");
            object.fields()
                    .forEach((name, field) -> text.append(text.length() > 1 ? "," : "")
                            .append(quoted(name))
                            .append(':')
                            .append(written(field)));
            return text.append('}').toString();
        }
        if (value instanceof Json.Arr array) {
            return "["
                    + String.join(
                            ",",
                            array.elements().stream()
                                    .map(JsonReaderTest::written)
                                    .toList()) + "]";
        }
        if (value instanceof Json.Text text) {
            return quoted(text.value());
        }
        if (value instanceof Json.Num number) {
            return number.literal();
        }
        return value instanceof Json.Flag flag ? Boolean.toString(flag.value()) : "null";
    }

    private static String quoted(String text) {
        return JACKSON.getNodeFactory().textNode(text).toString();
    }
}
