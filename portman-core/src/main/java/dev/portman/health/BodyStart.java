package dev.portman.health;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes the beginning of a body and lets go of the rest, however long it is. */
final class BodyStart implements BodySubscriber<String> {

    private final int most;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private Optional<Flow.Subscription> source = Optional.empty();

    /** At most so many bytes; with 0, nothing is read. */
    BodyStart(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = Optional.of(subscription);
        askOrFinish();
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            byte[] bytes = new byte[Math.min(piece.remaining(), most - taken.size())];
            piece.get(bytes);
            taken.writeBytes(bytes);
        }
        askOrFinish();
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(taken.toString(StandardCharsets.UTF_8));
    }

    /** Cancelling closes the connection. */
    private void askOrFinish() {
        if (taken.size() < most) {
            source.ifPresent(it -> it.request(1));
        } else {
            source.ifPresent(Flow.Subscription::cancel);
            onComplete();
        }
    }
}
