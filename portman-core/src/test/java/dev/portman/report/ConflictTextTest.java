package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Holders;
import dev.portman.model.JudgedHolder;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREE|Port 8000 is free.|Try again in a moment, or use another port.",
                "BOUND|Port 8000 is bound by a socket that does not listen, as of a server that is just starting; the system"
                        + " does not tell whose it is.|Try again in a moment, or use another port.",
                "IN_USE_BY_CONNECTION|Port 8000 is one end of a connection that is still open; nobody listens on it, so nobody"
                        + " is stopped.|Wait until that connection ends, or use another port.",
                "LEASED|Port 8000 is leased by another start of portman that is about to use it.|Try again in a moment, or use"
                        + " another port.",
                "NO_PERMISSION|Port 8000 may not be bound by this user, held or not (ports below 1024 are reserved).|Use a port"
                        + " from 1024 on."
            })
    void hasItsOwnWordsForEachObstacle(PortState state, String text, String advice) {
        PortConflict conflict = new PortConflict(8000, state, new Holders.Nobody(), List.of(), false);
        assertThat(Sentences.of(conflict)).isEqualTo(text);
        assertThat(Sentences.advice(conflict)).isEqualTo(advice);
    }

    @Test
    void tellsNotKnowingFromNotHavingLookedAndFromNobody() {
        assertThat(whole(new Holders.Nobody()))
                .isEqualTo("Port 8000 was held a moment ago; nobody is found there any more.");
        assertThat(whole(new Holders.CannotTell("it belongs to user bob", List.of())))
                .isEqualTo("Port 8000 is held by a process that cannot be seen: it belongs to user bob.");
        assertThat(whole(new Holders.LookFailed("too many open files")))
                .isEqualTo("Port 8000 is held; looking for its holder failed: too many open files.");
        assertThat(whole(
                        new Holders.CannotTell("it belongs to user bob", List.of(Samples.python())),
                        allowed(Samples.python())))
                .isEqualTo(
                        "Port 8000 is held by a process that cannot be seen: it belongs to user bob. It is also held by"
                                + " pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000; left alone.");
        PortConflict hidden = conflict(new Holders.CannotTell("x", List.of()), List.of());
        assertThat(Sentences.advice(hidden))
                .isEqualTo("See who it is with: sudo ss -ltnp 'sport = :8000'; or use another port.");
    }

    @Test
    void namesEveryHolderAndTheNextStepInARefusal() {
        List<JudgedHolder> judged = List.of(refused(Samples.sshd(), true), allowed(Samples.python()));
        PortConflict conflict = conflict(new Holders.Known(List.of(Samples.sshd(), Samples.python())), judged);
        assertThat(new ConflictText(conflict, Samples.WORDS).whole())
                .isEqualTo(
                        "Port 8000 is held by pid 77 (sshd, user root): not stopped, it is a protected process. Also by"
                                + " pid 4242 (python3, user anna, since 14:02, in ~/old): http.server 8000; left alone.");
        assertThat(Sentences.of(conflict, "backend"))
                .endsWith(" backend was not started. If it may go, say so on the command line: -Dportman.allow=77."
                        + " Otherwise use another port, or ask its owner (user root) to stop it.");
    }

    @Test
    void doesNotOfferWhatCannotBeLifted() {
        PortConflict conflict =
                conflict(new Holders.Known(List.of(Samples.sshd())), List.of(refused(Samples.sshd(), false)));
        assertThat(Sentences.advice(conflict)).isEqualTo("Use another port, or ask its owner (user root) to stop it.");
    }

    @Test
    void listsOnlySoManyWorkers() {
        List<PortHolder> workers = IntStream.range(100, 116)
                .mapToObj(pid -> Samples.holder(pid, Samples.sshd().description()))
                .toList();
        List<JudgedHolder> judged =
                workers.stream().map(it -> refused(it, true)).toList();
        assertThat(new ConflictText(conflict(new Holders.Known(workers), judged), Samples.WORDS).brief())
                .isEqualTo("Port 8000 is held by "
                        + Stream.of(100, 101, 102, 103, 104)
                                .map(pid -> "pid " + pid + " (sshd): not stopped, it is a protected process")
                                .reduce((a, b) -> a + ". Also by " + b)
                                .orElseThrow()
                        + ". Also by 11 more.");
    }

    private static String whole(Holders holders, JudgedHolder... judged) {
        return new ConflictText(conflict(holders, List.of(judged)), Samples.WORDS).whole();
    }

    private static PortConflict conflict(Holders holders, List<JudgedHolder> judged) {
        return new PortConflict(8000, PortState.LISTENING, holders, judged, false);
    }

    private static JudgedHolder refused(PortHolder holder, boolean overridable) {
        return new JudgedHolder(
                holder, JudgedHolder.Relation.STRANGER, new Verdict.Refused("a protected process", overridable));
    }

    private static JudgedHolder allowed(PortHolder holder) {
        return new JudgedHolder(holder, JudgedHolder.Relation.STRANGER, new Verdict.Allowed());
    }
}
