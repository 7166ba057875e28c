package dev.portman.health;

import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;

/**
 * A server that was launched and is waited for.
 *
 * @param spec what was wanted, its placeholders filled
 * @param record what is recorded of it
 * @param process our own child
 */
public record Startup(ServerSpec spec, ServerRecord record, Process process) {

    /** The port it is to listen on. */
    public int port() {
        return record.assigned().port();
    }
}
