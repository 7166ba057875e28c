package dev.portman.store;

import dev.portman.json.Json;
import dev.portman.json.JsonReader;
import dev.portman.json.JsonWriter;
import dev.portman.json.NotJsonException;
import dev.portman.model.Lifetime;
import dev.portman.model.ServerRecord;
import dev.portman.model.Side;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The form in which a record is kept: one JSON object with a sum over the rest of it, so that what a crash, a bad disk or an editor
 * left of a record is either the whole record or refused. The sum is no signature: hostile edits are met by proof of identity.
 */
final class ServerRecordJson {

    /** Raised whenever an older version would misunderstand what this one writes, or this one what an older version wrote. */
    static final int SCHEMA = 3;

    /** The last one that is still read: its records are of no side. */
    private static final int OLDEST = 2;

    private static final String SIDE = "side";

    private static final String SUM = "crc32";
    private static final String BEFORE_SUM = ",\"" + SUM + "\":\"";

    private ServerRecordJson() {}

    /** The record as one line. */
    static String write(ServerRecord record) {
        JsonWriter body = JsonWriter.compact();
        RecordWriter.write(record, body);
        String text = body.end().toString();
        return text.substring(0, text.length() - 1) + BEFORE_SUM + sum(text) + "\"}\n";
    }

    /**
     * The record that {@link #write} was given.
     *
     * @throws Unbelievable for anything that {@link #write} would not have written
     */
    static ServerRecord read(String text) throws Unbelievable {
        Json.Obj whole = parse(text);
        refuseOtherSchema(whole);
        int end = text.lastIndexOf(BEFORE_SUM);
        Json told = whole.fields().remove(SUM);
        boolean sums = told instanceof Json.Text sum
                && end >= 0
                && text.substring(end).strip().equals(BEFORE_SUM + sum.value() + "\"}")
                && sum.value().equals(sum(text.substring(0, end) + "}"));
        if (!sums) {
            throw new Unbelievable("it is damaged (its sum does not match)");
        }
        return RecordReader.read(whole);
    }

    /** What was kept before there were sides: a server that was to die with a build was the build's, any other a person's. */
    static Json withSide(Json body) {
        if (!(body instanceof Json.Obj whole) || whole.fields().containsKey(SIDE)) {
            return body;
        }
        boolean ofBuild = whole.fields().get("spec") instanceof Json.Obj spec
                && spec.fields().get("lifetime") instanceof Json.Text lifetime
                && lifetime.value().equals(Lifetime.BUILD.word());
        Map<String, Json> fields = new LinkedHashMap<>(whole.fields());
        fields.put(SIDE, new Json.Text((ofBuild ? Side.BUILD : Side.PERSON).word()));
        return new Json.Obj(fields);
    }

    private static String sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
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

    static Json.Obj parse(String text) throws Unbelievable {
        if (text.isBlank()) {
            throw new Unbelievable("it is empty");
        }
        try {
            if (JsonReader.read(text) instanceof Json.Obj object) {
                return object;
            }
        } catch (NotJsonException e) {
            throw new Unbelievable("it is not valid JSON");
        }
        throw new Unbelievable("it is no JSON object");
    }

    private static void refuseOtherSchema(Json.Obj body) throws Unbelievable {
        if (!(body.fields().get("schema") instanceof Json.Num schema)
                || !schema.isInteger()
                || schema.literal().startsWith("-")
                || schema.literal().equals("0")) {
            throw new Unbelievable("it has no schema version");
        }
        OptionalLong version = schema.toLong();
        if (version.isEmpty() || version.getAsLong() > SCHEMA) {
            throw Unbelievable.newer(version.isPresent() ? schema.literal() : "unknown");
        }
        if (version.getAsLong() < OLDEST) {
            throw Unbelievable.older(schema.literal());
        }
    }
}
