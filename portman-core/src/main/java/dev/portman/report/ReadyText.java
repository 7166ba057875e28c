package dev.portman.report;

import dev.portman.model.StartReport;
import java.util.Optional;

/** How long a start took, beside what it usually takes. */
final class ReadyText {

    private ReadyText() {}

    /** {@code 2.31 s, usually 1.90 s}; empty while it is not ready. */
    static Optional<String> of(StartReport report) {
        return report.readyAfter()
                .map(after -> TimeText.duration(after)
                        + report.usually()
                                .map(usually -> ", usually " + TimeText.duration(usually))
                                .orElse(""));
    }
}
