package dev.portman;

import dev.portman.model.ProgressEvent;
import dev.portman.report.Sentences;
import dev.portman.store.AuditLog;
import java.util.function.Consumer;

/**
 * Tells what happens to the front end, then to the audit trail; one event at a time, whatever happens side by side.
 *
 * @param progress the front end
 * @param audit the trail
 */
record Telling(Consumer<ProgressEvent> progress, AuditLog audit) implements Consumer<ProgressEvent> {

    @Override
    public synchronized void accept(ProgressEvent event) {
        progress.accept(event);
        for (String sentence : Sentences.of(event)) {
            audit.append(sentence);
        }
    }
}
