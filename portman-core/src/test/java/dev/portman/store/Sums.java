package dev.portman.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Forges records as an attacker would who knows the format. */
final class Sums {

    private Sums() {}

    static String withMatchingSum(String text) {
        try {
            ObjectNode body = (ObjectNode) new JsonMapper().readTree(text);
            body.remove("crc32");
            CRC32 sum = new CRC32();
            sum.update(body.toString().getBytes(StandardCharsets.UTF_8));
            return body.put("crc32", Long.toHexString(sum.getValue())).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
