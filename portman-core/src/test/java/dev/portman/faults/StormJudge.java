package dev.portman.faults;

import dev.portman.json.NotJsonException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what portman said with the processes of that time. A statement is false only if nothing made it true at any moment between the
 * beginning and the end of the call.
 *
 * @param servers their names and ports
 * @param lives of all servers and hooks
 * @param deeds all that was asked
 * @param killed the portmans that were killed
 */
record StormJudge(Map<String, Integer> servers, List<Life> lives, List<Deed> deeds, Set<Long> killed) {

    /** As in {@link PairJudge}. */
    private static final long SLACK = Duration.ofMillis(400).toNanos();

    private static final Set<String> STARTS = Set.of("start", "restart", "build", "run");

    /** How many statements were compared. */
    int count() {
        return deeds.stream().mapToInt(it -> it.names().size()).sum();
    }

    /** What was false, or must never be, each with the name of the server in front. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (String name : servers.keySet()) {
            Turn.breaches(Turn.of(accounted(name)), this::isOrphan).forEach(it -> wrong.add(name + ": " + it));
        }
        for (Deed deed : deeds) {
            for (String name : deed.names()) {
                of(name, deed.said())
                        .forEach(it -> wrong.add(name + ": " + deed.said().verb() + " by "
                                + deed.said().by() + " said " + deed.said().word() + ": " + it));
            }
        }
        return wrong;
    }

    /** Without one clean-up for each start that was given up before it had launched anything that takes notes. */
    private List<Life> accounted(String name) {
        List<Said> silent = new ArrayList<>(deeds.stream()
                .filter(it -> it.names().contains(name))
                .map(Deed::said)
                .filter(it -> STARTS.contains(it.verb()) && of(name).stream().noneMatch(life -> isOf(life, it)))
                .toList());
        List<Life> rest = new ArrayList<>(of(name));
        rest.removeIf(life -> life.is(NotedServer.AFTER)
                && silent.stream()
                        .filter(it -> it.begin() <= life.begin() && life.begin() <= it.end())
                        .findFirst()
                        .filter(silent::remove)
                        .isPresent());
        return rest;
    }

    private static boolean isOf(Life life, Said start) {
        return !life.is(NotedServer.AFTER)
                && life.parent() == start.by()
                && start.begin() <= life.begin()
                && life.begin() <= start.end();
    }

    private List<Life> of(String name) {
        return lives.stream().filter(it -> it.name().equals(name)).toList();
    }

    /** A hook whose portman was killed: it goes on, and nobody knows of it. */
    private boolean isOrphan(Life life) {
        return !life.is(NotedServer.SERVER) && killed.contains(life.parent());
    }

    private List<String> of(String name, Said said) {
        return switch (said.word()) {
            case "ready", "is" -> document(name, said);
            case "stopped" -> stopped(name, said);
            case "broken" -> List.of(said.rest());
            default -> List.of();
        };
    }

    /** What was there before is gone; and if nothing was said to have been there, nothing was. */
    private List<String> stopped(String name, Said said) {
        List<String> wrong = new ArrayList<>();
        of(name).stream()
                .filter(it -> !isOrphan(it) && it.begin() < said.begin() && it.until() > said.end())
                .forEach(it -> wrong.add(it.part() + " " + it.pid() + " was there before and afterwards"));
        return wrong;
    }

    private List<String> document(String name, Said said) {
        try {
            List<Statement> all = Statement.in(said.rest());
            List<Statement> its =
                    all.stream().filter(it -> it.name().equals(name)).toList();
            List<String> wrong = new ArrayList<>();
            if (its.isEmpty()) {
                wrong.addAll(nothing(name, said, "not mentioned"));
            }
            its.forEach(it -> wrong.addAll(of(it, said)));
            return wrong;
        } catch (NotJsonException broken) {
            return List.of("no JSON: " + said.rest());
        }
    }

    private List<String> of(Statement statement, Said said) {
        if (said.is("ready")) {
            return served(statement, said, said.end() - SLACK);
        }
        return switch (statement.state()) {
            case "running" -> served(statement, said, said.begin());
            case "starting" -> starting(statement, said);
            case "stopping" -> stopping(statement, said);
            case "unhealthy" -> unhealthy(statement, said);
            default ->
                statement.isNothing()
                        ? nothing(statement.name(), said, statement.state())
                        : List.of("state " + statement.state());
        };
    }

    private List<String> served(Statement statement, Said said, long from) {
        int port = servers.getOrDefault(statement.name(), 0);
        boolean isTrue = of(statement.name()).stream()
                .anyMatch(it -> it.is(NotedServer.SERVER)
                        && it.pid() == statement.pid().orElse(0)
                        && statement.port().orElse(0) == port
                        && it.mayHaveServed(from, said.end()));
        return isTrue ? List.of() : List.of(statement + ": it did not serve");
    }

    /** A start must have been asked for; and what has been said to be ready is not starting any more. */
    private List<String> starting(Statement statement, Said said) {
        String name = statement.name();
        boolean asked = deeds.stream()
                .anyMatch(it -> it.concerns(name)
                        && List.of("start", "restart", "build")
                                .contains(it.said().verb())
                        && it.said().begin() < said.end());
        boolean ready = of(name).stream()
                .anyMatch(
                        it -> it.servedThroughout(said.begin(), said.end() + SLACK) && wasSaidReady(it, said.begin()));
        return asked && !ready ? List.of() : List.of(statement + ": it was ready, or nobody had started it");
    }

    private boolean wasSaidReady(Life server, long before) {
        return deeds.stream()
                .map(Deed::said)
                .anyMatch(it -> it.is("ready") && it.pids().contains(server.pid()) && it.end() < before);
    }

    /** By whomever, perhaps by a reaper; but then its server was asked to end, or soon will be. */
    private List<String> stopping(Statement statement, Said said) {
        boolean served = of(statement.name()).stream()
                .anyMatch(it -> it.servedThroughout(said.begin() - SLACK, said.end() + SLACK));
        return served ? List.of(statement + ": it served all the time") : List.of();
    }

    /** A server that ends by itself, or whose end nobody has seen through, may look like that; none other. */
    private List<String> unhealthy(Statement statement, Said said) {
        boolean isTrue = of(statement.name()).stream()
                .anyMatch(it -> it.is(NotedServer.SERVER)
                        && it.begin() <= said.end()
                        && it.gone() >= said.begin()
                        && Math.min(it.term(), it.gone()) <= said.end());
        return isTrue ? List.of() : List.of(statement + ": it was starting or well");
    }

    private List<String> nothing(String name, Said said, String how) {
        return of(name).stream()
                .filter(it -> !isOrphan(it) && it.begin() < said.begin() && it.until() > said.end())
                .map(it -> how + ", but " + it.part() + " " + it.pid() + " was there all the time")
                .toList();
    }
}
