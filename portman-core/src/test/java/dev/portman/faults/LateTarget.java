package dev.portman.faults;

import dev.portman.process.Member;
import dev.portman.process.Proof;
import dev.portman.process.Target;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A target whose process ends and loses its number to somebody else as soon as it has been proven, and before it is signalled. */
final class LateTarget implements Target {

    private final Target target;
    private final BooleanSupplier recycle;
    private boolean recycled;

    LateTarget(Target target, BooleanSupplier recycle) {
        this.target = target;
        this.recycle = recycle;
    }

    /** Whether that came about. */
    boolean isRecycled() {
        return recycled;
    }

    @Override
    public List<Member> members() {
        return recycled ? List.of() : target.members();
    }

    @Override
    public Proof prove(Member member) {
        Proof proof = target.prove(member);
        recycled = recycled || recycle.getAsBoolean();
        return proof;
    }
}
