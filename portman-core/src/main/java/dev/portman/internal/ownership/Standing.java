package dev.portman.internal.ownership;

import dev.portman.process.Member.Evidence;
import java.util.Optional;

/**
 * What one process is to a launch.
 *
 * @param kind which of the four
 * @param evidence what ties a member; of no meaning for others
 * @param reason why a bystander is left alone, in words that complete "it is ..."; empty for members and those outside
 * @param container the one that a bystander belongs to
 */
record Standing(Kind kind, Evidence evidence, String reason, Optional<Container> container) {

    static final Standing OUTSIDE = new Standing(Kind.OUTSIDE, Evidence.DESCENT, "", Optional.empty());

    /** The four ways in which a process may stand to a launch. */
    enum Kind {
        /** It belongs to it. */
        MEMBER,
        /** The launch only opened it. */
        BYSTANDER,
        /** A bystander started it. */
        BESIDE,
        /** Nothing ties it to the launch. */
        OUTSIDE
    }

    static Standing member(Evidence evidence) {
        return new Standing(Kind.MEMBER, evidence, "", Optional.empty());
    }

    static Standing bystander(String reason) {
        return new Standing(Kind.BYSTANDER, Evidence.DESCENT, reason, Optional.empty());
    }

    static Standing bystander(Container container) {
        return new Standing(Kind.BYSTANDER, Evidence.DESCENT, container.reason(), Optional.of(container));
    }

    /** The standing of what a bystander with this one has started. */
    Standing passedOn() {
        return new Standing(Kind.BESIDE, evidence, reason, container);
    }

    /** Whether it is a bystander, or came from one. */
    boolean isAside() {
        return kind == Kind.BYSTANDER || kind == Kind.BESIDE;
    }
}
