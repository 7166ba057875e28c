package dev.portman;

import dev.portman.model.Onlooker;
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
record Telling(Onlooker<ProgressEvent> progress, AuditLog audit) implements Consumer<ProgressEvent> {

    @Override
    public synchronized void accept(ProgressEvent event) {
        progress.tell(event).ifPresent(it -> audit.append("Whoever is told what happens has failed: " + it));
        for (String sentence : Sentences.of(event)) {
            audit.append(sentence);
        }
    }
}
