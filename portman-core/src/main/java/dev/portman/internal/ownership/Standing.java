package dev.portman.internal.ownership;

import dev.portman.process.Member.Evidence;

/**
 * What one process is to a launch.
 *
 * @param kind which of the four
 * @param evidence what ties a member; of no meaning for others
 * @param reason why a bystander is left alone, in words that complete "it is ..."; empty for members and those outside
 */
record Standing(Kind kind, Evidence evidence, String reason) {

    static final Standing OUTSIDE = new Standing(Kind.OUTSIDE, Evidence.DESCENT, "");

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
        return new Standing(Kind.MEMBER, evidence, "");
    }

    static Standing bystander(String reason) {
        return new Standing(Kind.BYSTANDER, Evidence.DESCENT, reason);
    }

    /** The standing of what a bystander with this one has started. */
    Standing passedOn() {
        return new Standing(Kind.BESIDE, evidence, reason);
    }

    /** Whether it is a bystander, or came from one. */
    boolean isAside() {
        return kind == Kind.BYSTANDER || kind == Kind.BESIDE;
    }
}
