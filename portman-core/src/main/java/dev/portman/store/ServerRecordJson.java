package dev.portman.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portman.model.ServerRecord;

/**
 * The form in which a record is kept: one JSON object with a sum over the rest of it, so that what a crash, a bad disk or an editor
 * left of a record is either the whole record or refused. The sum is no signature: hostile edits are met by proof of identity.
 */
final class ServerRecordJson {

    /** Raised whenever an older version would misunderstand what this one writes. */
    static final int SCHEMA = 1;

    private static final int DEEPEST = 32;
    private static final String SUM = "sha256";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ServerRecordJson() {}

    /** The record as one line. */
    static String write(ServerRecord record) {
        ObjectNode body = RecordWriter.write(record, MAPPER.createObjectNode());
        body.put(SUM, sum(body));
        return body + "\n";
    }

    /**
     * The record that {@link #write} was given.
     *
     * @throws Unbelievable for anything that {@link #write} would not have written
     */
    static ServerRecord read(String text) throws Unbelievable {
        ObjectNode body = parse(text);
        refuseOtherSchema(body);
        JsonNode told = body.remove(SUM);
        if (told == null || !told.isTextual() || !told.textValue().equals(sum(body))) {
            throw new Unbelievable("it is damaged (its sum does not match)");
        }
        return RecordReader.read(body);
    }

    /** Whether a file was written by a version that knows more than this one. */
    static boolean isNewer(String text) {
        try {
            refuseOtherSchema(parse(text));
            return false;
        } catch (Unbelievable e) {
            return e.isNewer();
        }
    }

    static ObjectNode parse(String text) throws Unbelievable {
        if (text.isBlank()) {
            throw new Unbelievable("it is empty");
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // The original message quotes the file, which nobody vouches for.
            throw new Unbelievable("it is not valid JSON");
        }
        throw new Unbelievable("it is no JSON object");
    }

    private static void refuseOtherSchema(ObjectNode body) throws Unbelievable {
        JsonNode schema = body.path("schema");
        if (!schema.isIntegralNumber() || schema.bigIntegerValue().signum() <= 0) {
            throw new Unbelievable("it has no schema version");
        }
        if (!schema.canConvertToInt() || schema.intValue() > SCHEMA) {
            throw Unbelievable.newer(schema.bigIntegerValue().bitLength() < Long.SIZE ? schema.asText() : "unknown");
        }
    }

    private static String sum(ObjectNode body) {
        return Sha256.hex(body.toString());
    }
}
