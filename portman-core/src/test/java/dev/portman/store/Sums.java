package dev.portman.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Forges records as an attacker would who knows the format. */
final class Sums {

    private Sums() {}

    static String withMatchingSum(String text) {
        try {
            ObjectNode body = (ObjectNode) new JsonMapper().readTree(text);
            body.remove("sha256");
            return body.put("sha256", Sha256.hex(body.toString())).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
