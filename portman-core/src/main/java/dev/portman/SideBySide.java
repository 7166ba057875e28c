package dev.portman;

import dev.portman.model.PortmanException;
import dev.portman.model.ServerFailedException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs the starts of one call: each as soon as what it needs is ready, and those that need nothing of each other at the same time. */
final class SideBySide {

    /** Servers that start are busy; more at a time would only make all of them late. */
    private static final int MOST = 8;

    private static final Duration LONGEST_UNDO = Duration.ofSeconds(30);

    private final JointStart joint;
    private final JointPlan plan;
    private final Means means;
    private final Replacements replacements;
    private final List<ServerSpec> waiting;
    private final List<ServerSpec> underWay = new ArrayList<>();
    private final Map<ServerKey, StartResult> ready = new LinkedHashMap<>();
    private final List<Ended> failures = new ArrayList<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean withdrawn;

    /** The starts of a call, none of them begun. */
    SideBySide(JointStart joint, JointPlan plan, Means means) {
        this.joint = joint;
        this.plan = plan;
        this.means = means.until(() -> withdrawn);
        this.replacements = new Replacements(plan, this.means);
        this.waiting = new ArrayList<>(joint.order());
    }

    /**
     * How one start ended.
     *
     * @param result empty if it failed, or was not wanted any more
     */
    private record Ended(ServerSpec spec, Optional<StartResult> result, Optional<RuntimeException> failure) {}

    /**
     * Returns when all are ready.
     *
     * @return by the key of what was asked for: a server that was joined may have another one
     * @throws PortmanException the first failure; by then no other start is under way
     */
    Map<ServerKey, StartResult> run() {
        try {
            boolean alone = waiting.size() == 1;
            begin(alone);
            while (!underWay.isEmpty()) {
                note(next());
                begin(alone);
            }
        } finally {
            over.countDown();
        }
        failures.stream()
                .flatMap(it -> it.failure().stream())
                .reduce(SideBySide::withSuppressed)
                .ifPresent(first -> {
                    throw first;
                });
        if (withdrawn) {
            throw new ServerFailedException("The start was given up because this process is ending.", "");
        }
        synchronized (ready) {
            return Map.copyOf(ready);
        }
    }

    /** Ends what is under way and waits for that; nothing further begins. */
    void withdraw() {
        withdrawn = true;
        try {
            over.await(LONGEST_UNDO.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that are ready, the latest one last. */
    List<StartResult> ready() {
        synchronized (ready) {
            return List.copyOf(ready.values());
        }
    }

    /** Who failed first. */
    Optional<String> failed() {
        return failures.stream().findFirst().map(it -> it.spec().name());
    }

    /** Who was not even begun. */
    List<String> notBegun() {
        return waiting.stream().map(ServerSpec::name).toList();
    }

    private void begin(boolean alone) {
        List<ServerSpec> open = new ArrayList<>(waiting);
        open.addAll(underWay);
        for (ServerSpec spec : List.copyOf(waiting)) {
            if (!withdrawn && underWay.size() < MOST && open.stream().noneMatch(it -> joint.needs(spec, it))) {
                waiting.remove(spec);
                underWay.add(spec);
                Surrounding surrounding = joint.surrounding(spec).beside(plan.others(spec.key()));
                if (alone) {
                    ended.add(start(spec, surrounding));
                } else {
                    new Thread(() -> ended.add(start(spec, surrounding)), "portman-start-" + spec.name()).start();
                }
            }
        }
    }

    private Ended start(ServerSpec spec, Surrounding surrounding) {
        try {
            return new Ended(spec, new StartAttempt(spec, surrounding, means, replacements).run(), Optional.empty());
        } catch (RuntimeException e) {
            return new Ended(spec, Optional.empty(), Optional.of(e));
        } catch (Error e) {
            // Whoever waits for this start must learn of its end in any case.
            return new Ended(spec, Optional.empty(), Optional.of(new IllegalStateException("start " + spec.name(), e)));
        }
    }

    private void note(Ended end) {
        underWay.remove(end.spec());
        end.result().ifPresent(it -> {
            joint.started(end.spec().key(), it.record().assigned());
            synchronized (ready) {
                ready.put(end.spec().key(), it);
            }
        });
        if (end.failure().isPresent()) {
            failures.add(end);
            withdrawn = true;
        }
    }

    /** What is under way is waited for even by who is interrupted: otherwise nobody would stop it. */
    private Ended next() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                    withdrawn = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException withSuppressed(RuntimeException first, RuntimeException further) {
        first.addSuppressed(further);
        return first;
    }
}
