package dev.portman.faults;

import dev.portman.model.ProcessIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what two verbs said, or promise by their nature, with what there was and is.
 *
 * @param verbs the first one, and the one that began meanwhile
 * @param said what came of each
 * @param facts what there was and is
 */
record PairJudge(List<PairVerb> verbs, List<Said> said, PairFacts facts) {

    /** Between the last look and the word a busy machine may do something else; what takes its time in between is longer than that. */
    private static final long SLACK = Duration.ofMillis(400).toNanos();

    /** What was wrong, in words; empty if nothing was. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>(Turn.breaches(facts.turns(), it -> false));
        for (int i = 0; i < 2; i++) {
            wrong.addAll(of(i));
        }
        wrong.addAll(left());
        return wrong;
    }

    private List<String> of(int i) {
        Said one = said.get(i);
        PairVerb verb = verbs.get(i);
        List<String> wrong = new ArrayList<>();
        boolean mayFail = verb.isStart() && (isEndedByOther(i) || isRefusedForOther(i));
        if (one.is("broken") || (one.is("failed") && !mayFail)) {
            wrong.add("failed: " + one.verb());
        }
        if (verb.isStart() && one.is("ready")) {
            ready(i).ifPresent(it -> wrong.add("lost or never ready: " + it));
        }
        if (isEndOfAll(i) && !isReplacedByOther(i)) {
            facts.turns().stream()
                    .filter(it -> it.begin() < one.begin() && it.until() > one.end())
                    .forEach(it -> wrong.add("false word: " + one.verb() + " ended, and what was there before lives"));
        }
        if (one.isNothingToDo() && (verb == PairVerb.STOP || verb == PairVerb.KILL)) {
            facts.turns().stream()
                    .filter(it -> it.wasThere(one.begin(), one.end()))
                    .forEach(it -> wrong.add("false word: nothing was running"));
        }
        if (one.is("exit") && !List.of("130", "143").contains(one.rest())) {
            wrong.add("exit code " + one.rest());
        }
        return wrong;
    }

    /** Why a start that said "ready" was not true, or is not any more although nobody was asked to end it. */
    private Optional<String> ready(int i) {
        Said one = said.get(i);
        Optional<Life> served = facts.turns().stream()
                .flatMap(Turn::server)
                .filter(it -> one.pids().contains(it.pid()))
                .findFirst();
        if (served.isEmpty() || served.get().ready() > one.end()) {
            return Optional.of("no server was ready");
        }
        if (Math.min(served.get().term(), served.get().gone()) < one.end() - SLACK) {
            return Optional.of("ended before it was said");
        }
        return served.get().isAlive() || isEndedByOther(i) ? Optional.empty() : Optional.of("nobody ended it");
    }

    /** Whether the other verb may have ended what this one has started. */
    private boolean isEndedByOther(int i) {
        PairVerb other = verbs.get(1 - i);
        Said its = said.get(1 - i);
        return isOfOwn(1 - i) || (other.isFree() && (its.hasEnded() || its.is("ready")));
    }

    /** It came before the end of a build that the server still ran for. */
    private boolean isRefusedForOther(int i) {
        return verbs.get(1 - i).isHolder() && said.get(i).rest().contains("runs for another build");
    }

    /** Whether a verb says, or promises by its nature, that nothing is left of what was there when it began. */
    private boolean isEndOfAll(int i) {
        PairVerb verb = verbs.get(i);
        Said one = said.get(i);
        return switch (verb) {
            case START -> false;
            case STOP, KILL -> one.is("stopped");
            case RELEASE ->
                one.is("stopped") && (isOfOwn(i) || !verbs.get(1 - i).isStart());
            case RESTART -> one.is("ready");
            case RUN_ENDS, BUILD_DIES -> isUndisturbed(1 - i) || isOfOwn(i);
            case DOCTOR -> i == 0 && isUndisturbed(1);
        };
    }

    /** Whether a verb ends what its own portman is about to start. */
    private boolean isOfOwn(int i) {
        return i == 1 && verbs.get(0) == PairVerb.START && verbs.get(1).isHolder();
    }

    /** Whether a verb neither starts the server nor counts on it. */
    private boolean isUndisturbed(int i) {
        return !verbs.get(i).isStart() && !verbs.get(i).isHolder();
    }

    /** Two restarts: what was there before is the other one's new server. */
    private boolean isReplacedByOther(int i) {
        return verbs.get(i) == PairVerb.RESTART
                && verbs.get(1 - i).isStart()
                && said.get(1 - i).is("ready");
    }

    /** What is there and should not be, and the other way around. */
    private List<String> left() {
        List<String> wrong = new ArrayList<>();
        List<Life> alive =
                facts.turns().stream().flatMap(Turn::all).filter(Life::isAlive).toList();
        List<Long> pids = alive.stream().map(Life::pid).toList();
        boolean started = alive.stream()
                .allMatch(it -> said.stream()
                        .anyMatch(word -> word.is("ready") && word.pids().contains(it.pid())));
        if (!started || alive.size() > 1 || !facts.living().equals(pids)) {
            wrong.add("left: " + facts.living() + ", of which known " + pids);
        }
        List<Long> recorded = facts.records().stream()
                .map(it -> it.leader()
                        .map(ProcessIdentity::pid)
                        .filter(pid -> it.isReady())
                        .orElse(0L))
                .toList();
        if (!recorded.equals(pids)) {
            wrong.add("recorded: " + recorded + ", there: " + pids);
        }
        if (facts.bindable() != alive.isEmpty()
                || !facts.answer().equals(pids.stream().findFirst())) {
            wrong.add("port: bindable " + facts.bindable() + ", answers " + facts.answer());
        }
        facts.turns().stream()
                .filter(it -> it.after().isEmpty() && it.all().noneMatch(Life::isAlive) && !hasEndedByItself(it))
                .forEach(it -> wrong.add(
                        "no clean-up of what began with " + it.before().get(0).pid()));
        return wrong;
    }

    /** The start was killed when what comes before the launch had ended: nobody has given it up, and nothing of it was left to stop. */
    private boolean hasEndedByItself(Turn turn) {
        return verbs.contains(PairVerb.BUILD_DIES) && turn.server().findAny().isEmpty();
    }
}
