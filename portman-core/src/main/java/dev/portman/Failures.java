package dev.portman;

import dev.portman.model.PortmanException;
import java.util.ArrayList;
import java.util.List;

/** What went wrong while everything was tried nevertheless. */
final class Failures {

    private final List<PortmanException> all = new ArrayList<>();

    /** Tries something; what it fails with is kept for later. */
    void attempt(Runnable act) {
        try {
            act.run();
        } catch (PortmanException e) {
            all.add(e);
        }
    }

    /**
     * To be called when everything was tried.
     *
     * @throws PortmanException the first failure, if there was any; further ones are suppressed in it
     */
    void throwFirst() {
        all.stream().findFirst().ifPresent(first -> {
            all.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        });
    }
}
