package dev.portman;

import dev.portman.internal.ownership.Container;
import dev.portman.internal.ownership.ServerOwnership;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.internal.ownership.StrangerProof;
import dev.portman.internal.ownership.TreeScan;
import dev.portman.model.Holders;
import dev.portman.model.PortHolder;
import dev.portman.model.ProcessIdentity;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.Termination;
import dev.portman.process.Deadline;
import dev.portman.process.Member;
import dev.portman.report.Sentences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a start that failed has left behind, looked at again after everything of it was stopped.
 *
 * @param port that the start had
 * @param members of the server that are still there
 * @param bystanders what it opened and what is left alone
 * @param containers those among them, which go on with what they were started for
 * @param doubtful who listens on its port now, and is neither proven to be of the server nor a stranger
 * @param hidden why it cannot be told who listens there; empty if it can
 */
record Aftermath(
        int port,
        List<ProcessIdentity> members,
        List<Termination.Spared> bystanders,
        List<Container> containers,
        List<PortHolder> doubtful,
        String hidden) {

    /** Copies the lists. */
    Aftermath {
        members = List.copyOf(members);
        bystanders = List.copyOf(bystanders);
        containers = List.copyOf(containers);
        doubtful = List.copyOf(doubtful);
    }

    /** Who is just ending gives up its sockets when it can hardly be seen any more: what one look shows then is of two moments. */
    private static final Duration SETTLES_WITHIN = Duration.ofMillis(300);

    /**
     * Looks, for a moment again and again unless nothing is left.
     *
     * @param failed the record of the start
     * @param launchedAt a moment before its first process, in ticks of the process table
     */
    static Aftermath of(ServerRecord failed, long launchedAt, Means means) {
        List<Aftermath> seen = new ArrayList<>();
        Deadline.in(SETTLES_WITHIN).await(() -> {
            Aftermath now = look(failed, launchedAt, means);
            seen.add(now);
            return now.isClean();
        });
        return seen.get(seen.size() - 1);
    }

    private static Aftermath look(ServerRecord failed, long launchedAt, Means means) {
        int port = failed.assigned().port();
        TreeScan scan = new ServerTree(failed, means.machine().table()).scan();
        Holders holders = means.machine().finder().holders(port);
        StrangerProof proof = new StrangerProof(
                failed,
                launchedAt,
                new ServerOwnership(
                        means.memory().registry().all(), means.machine().table()),
                means.machine().table());
        List<ProcessIdentity> members =
                scan.members().stream().map(Member::identity).toList();
        return new Aftermath(
                port,
                members,
                scan.bystanders(),
                scan.containers(),
                holders.visibleHolders().stream()
                        .filter(it -> members.stream().noneMatch(it.identity()::isSameProcessAs))
                        .filter(it -> scan.reasonToLeave(it.identity()).isEmpty())
                        .filter(it -> !proof.isStranger(it.identity()))
                        .toList(),
                hidden(holders));
    }

    private static String hidden(Holders holders) {
        if (holders instanceof Holders.CannotTell unseen) {
            return unseen.reason();
        }
        return holders instanceof Holders.LookFailed failed ? failed.reason() : "";
    }

    /** Whether it is proven that nothing of the launch is left, so that another one cannot add to it: nor a container to one that goes on. */
    boolean isClean() {
        return isProven() && containers.isEmpty();
    }

    private boolean isProven() {
        return members.isEmpty() && doubtful.isEmpty() && hidden.isEmpty();
    }

    /** What is left, as sentences that follow others; empty if nothing is. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (!members.isEmpty()) {
            text.append(" Still there: pid ").append(pids(members)).append('.');
        }
        bystanders.forEach(
                it -> text.append(' ').append(String.join(" ", Sentences.of(new ProgressEvent.SparedProcess(it)))));
        doubtful.forEach(it -> text.append(" Port ")
                .append(port)
                .append(" is held now by ")
                .append(Sentences.holder(it))
                .append(", which may or may not be a part of it, and was left alone."));
        if (!hidden.isEmpty()) {
            text.append(" Port ")
                    .append(port)
                    .append(" is held now, but it cannot be told by whom: ")
                    .append(hidden)
                    .append('.');
        }
        if (!isProven()) {
            text.append(" So nothing more was started.");
        }
        return text.toString();
    }

    private static String pids(List<ProcessIdentity> processes) {
        return processes.stream().map(it -> Long.toString(it.pid())).collect(Collectors.joining(", "));
    }
}
