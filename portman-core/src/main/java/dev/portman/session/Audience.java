package dev.portman.session;

import dev.portman.model.Onlooker;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import java.util.function.Consumer;

/**
 * Who is told what happens in the foreground.
 *
 * @param told what happens
 * @param failed what could not be done, in full, although all goes on
 */
public record Audience(Consumer<ProgressEvent> told, Consumer<PortmanException> failed) {

    /** Neither of them ends anything by what it throws. */
    public Audience {
        told = new Onlooker<>(told);
        failed = new Onlooker<>(failed);
    }
}
