package dev.portman;

import dev.portman.model.PortmanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What went wrong while everything was tried nevertheless. */
final class Failures {

    private final List<PortmanException> all = new ArrayList<>();
    private final List<RuntimeException> unforeseen = new ArrayList<>();

    /** Tries something; what it fails with is kept for later, a defect included: the rest has to be tried all the same. */
    void attempt(Runnable act) {
        try {
            act.run();
        } catch (PortmanException e) {
            all.add(e);
        } catch (RuntimeException e) {
            unforeseen.add(e);
        }
    }

    /** Keeps a failure for later. */
    void add(PortmanException failure) {
        all.add(failure);
    }

    /**
     * To be called once, when everything was tried: the first failure, if there was any; further ones are suppressed in it.
     *
     * @throws RuntimeException the first that is no failure of portman's, if there are no others
     */
    Optional<PortmanException> first() {
        Optional<PortmanException> first = all.stream().findFirst();
        first.ifPresent(it -> all.stream().skip(1).forEach(it::addSuppressed));
        first.ifPresent(it -> unforeseen.forEach(it::addSuppressed));
        if (first.isEmpty() && !unforeseen.isEmpty()) {
            unforeseen.stream().skip(1).forEach(unforeseen.get(0)::addSuppressed);
            throw unforeseen.get(0);
        }
        return first;
    }

    /**
     * To be called when everything was tried.
     *
     * @throws PortmanException as {@link #first}
     */
    void throwFirst() {
        first().ifPresent(it -> {
            throw it;
        });
    }
}
