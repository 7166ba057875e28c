package dev.portman.model;

import java.util.List;

/**
 * All servers of a user on a host, and what is not in order with them.
 *
 * @param servers every server on record, by folder and name
 * @param findings what can be cleaned first, then what people have to decide
 */
public record Checkup(List<ServerStatus> servers, List<Finding> findings) {

    /** Copies the lists. */
    public Checkup {
        servers = List.copyOf(servers);
        findings = List.copyOf(findings);
    }

    /** Whether there is something that could be cleaned. */
    public boolean isCleanable() {
        return findings.stream().anyMatch(Finding::isCleanable);
    }
}
