package dev.portman.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we write is what Jackson would write, character by character. */
class JsonWriterTest {

    @Test
    void writesAsJacksonDoes() {
        assertThat(ours(JsonWriter.compact())).isEqualTo(theirs().toString());
        assertThat(ours(JsonWriter.pretty())).isEqualTo(theirs().toPrettyString());
    }

    @Test
    void writesEmptyOnesAsJacksonDoes() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("o");
        node.putArray("a").addObject();
        assertThat(JsonWriter.pretty().end().toString()).isEqualTo("{ }");
        for (JsonWriter json : List.of(JsonWriter.compact(), JsonWriter.pretty())) {
            json.object("o").end().array("a").object().end().endArray().end();
            assertThat(json.toString()).isIn(node.toString(), node.toPrettyString());
        }
    }

    @Test
    void escapesAsJacksonDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0xd800)));
            }
            String expected = JsonNodeFactory.instance
                    .objectNode()
                    .put("t", text.toString())
                    .toString();
            assertThat(JsonWriter.compact().put("t", text.toString()).end()).hasToString(expected);
        }
    }

    private static ObjectNode theirs() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("long", Long.MIN_VALUE)
                .put("flag", true)
                .put("text", "a b");
        node.put("some", "x").putNull("no").put("number", 1L).putNull("none");
        node.putArray("texts").add("a").add("b");
        node.putArray("numbers").add(1L).add(2L);
        node.putArray("nothing");
        node.putObject("object").put("deep", 1).putObject("deeper").put("x", false);
        ArrayNode array = node.putArray("array");
        array.addObject().put("a", 1).put("b", 2).putArray("c").addObject().put("d", 3);
        array.addObject().put("a", 1);
        return node.putNull("last");
    }

    private static String ours(JsonWriter json) {
        json.put("long", Long.MIN_VALUE).put("flag", true).put("text", "a b");
        json.put("some", Optional.of("x")).put("no", Optional.empty());
        json.put("number", OptionalLong.of(1)).put("none", OptionalLong.empty());
        json.put("texts", List.of("a", "b")).put("numbers", new long[] {1, 2}).put("nothing", List.of());
        json.object("object")
                .put("deep", 1)
                .object("deeper")
                .put("x", false)
                .end()
                .end();
        json.array("array")
                .object()
                .put("a", 1)
                .put("b", 2)
                .array("c")
                .object()
                .put("d", 3)
                .end()
                .endArray()
                .end();
        json.object().put("a", 1).end().endArray();
        return json.putNull("last").end().toString();
    }
}
