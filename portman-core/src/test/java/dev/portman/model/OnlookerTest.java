package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What comes of an onlooker's failures. */
class OnlookerTest {

    private final List<String> told = new ArrayList<>();
    private final Error closed = new IOError(new IOException("closed"));
    private final Onlooker<String> onlooker = new Onlooker<>(what -> {
        told.add(what);
        if (what.startsWith("bad")) {
            throw closed;
        }
    });

    @Test
    void isToldAllThatComesAfterAFailure() {
        for (String each : List.of("good", "bad", "bad again", "good again")) {
            onlooker.accept(each);
        }

        assertThat(told).containsExactly("good", "bad", "bad again", "good again");
    }

    @Test
    void itsFirstFailureIsTheOneThatIsHeardOf() {
        assertThat(onlooker.tell("good")).isEmpty();
        assertThat(onlooker.tell("bad")).contains(closed);
        assertThat(onlooker.tell("bad again")).isEmpty();
    }

    @Test
    void itsFirstFailureIsLeftUncaught() throws InterruptedException {
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        Thread teller = new Thread(() -> List.of("bad", "bad again").forEach(onlooker));
        teller.setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        teller.start();
        teller.join();

        assertThat(uncaught.poll(60, TimeUnit.SECONDS)).isSameAs(closed);
        assertThat(told).containsExactly("bad", "bad again");
        assertThat(uncaught).isEmpty();
    }
}
