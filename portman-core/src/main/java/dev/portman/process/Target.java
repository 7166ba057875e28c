package dev.portman.process;

import dev.portman.model.Termination;
import java.util.List;

/** A set of processes that is to go: knows how to find its members anew, and how to prove one again. */
public interface Target {

    /** A fresh scan: every living member, masters before workers; empty when nothing is left. */
    List<Member> members();

    /** The members to begin with: those of a look just before, where there was one. Each is proven again before its signal. */
    default List<Member> found() {
        return members();
    }

    /** What was tied to the target at the last look and is left alone, with the reason; of whatever goes together, the first. */
    default List<Termination.Spared> bystanders() {
        return List.of();
    }

    /** Looks again, immediately before a signal. */
    Proof prove(Member member);

    /** Whether there is nothing more to wait for although the process may live: it has let go of what it was to be stopped for. */
    default boolean hasLetGo(Member member) {
        return false;
    }
}
