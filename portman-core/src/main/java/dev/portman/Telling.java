package dev.portman;

import dev.portman.model.Onlooker;
import dev.portman.model.ProgressEvent;
import dev.portman.report.Sentences;
import dev.portman.store.AuditLog;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells what happens to the front end, then to the audit trail; one event at a time, whatever happens side by side.
 *
 * @param progress the front end
 * @param audit the trail
 * @param details those that were told already: once is enough
 */
record Telling(Onlooker<ProgressEvent> progress, AuditLog audit, Set<ProgressEvent> details)
        implements Consumer<ProgressEvent> {

    Telling(Onlooker<ProgressEvent> progress, AuditLog audit) {
        this(progress, audit, new HashSet<>());
    }

    @Override
    public synchronized void accept(ProgressEvent event) {
        if (event.level() == ProgressEvent.Level.DETAIL && !details.add(event)) {
            return;
        }
        progress.tell(event).ifPresent(it -> audit.append("Whoever is told what happens has failed: " + it));
        for (String sentence : Sentences.of(event)) {
            audit.append(sentence);
        }
    }
}
