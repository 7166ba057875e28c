package dev.portman.maven;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.SideChoice;
import dev.portman.model.UnknownServerException;
import dev.portman.report.LeftToBuilds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which servers a person means who ends some: recorded ones, those of running builds only where that is said. */
final class StopTargets {

    private final RecordedServers recorded;
    private final NamedServers named;
    private final List<ServerStatus> all;
    private final SideChoice choice;
    private final ServerLabels labels;

    /**
     * What is meant of the recorded servers of all modules of a call.
     *
     * @param side the only one that is meant; empty for the one that a person means
     * @param modules whose servers these are
     * @throws dev.portman.model.PortmanException if a server of a running build was named
     */
    StopTargets(RecordedServers recorded, NamedServers named, Optional<Side> side, CalledModules modules) {
        this.recorded = recorded;
        this.named = named;
        this.all = recorded.all();
        List<ServerKey> known = all.stream().map(ServerStatus::key).toList();
        this.labels = modules.labels(known);
        this.choice = SideChoice.toEnd(
                all.stream().filter(it -> named.take(it.key(), known)).toList(), side);
        List<ServerStatus> asked =
                choice.left().stream().filter(it -> !isPersons(it.key().name())).toList();
        if (!asked.isEmpty() && !named.names().isEmpty()) {
            throw LeftToBuilds.refusal(labelled(asked), AbstractPortmanMojo.SIDE_OF_BUILD);
        }
    }

    private List<ServerStatus> labelled(List<ServerStatus> servers) {
        return servers.stream().map(labels::labelled).toList();
    }

    /** Whether a person's server of that name is meant: where modules inherit it, in another folder than theirs. */
    private boolean isPersons(String name) {
        return choice.meant().stream()
                .anyMatch(it -> !it.key().isOfBuild()
                        && it.key().name().equals(name)
                        && it.state().isUp());
    }

    /** All that are meant. */
    List<ServerKey> meant() {
        return choice.meant().stream().map(ServerStatus::key).toList();
    }

    /** Those of some folders. */
    List<ServerKey> meantIn(Collection<Path> folders) {
        return meant().stream().filter(it -> folders.contains(it.directory())).toList();
    }

    /** What to say of servers of these folders that are left. */
    List<String> leftIn(Collection<Path> folders) {
        return LeftToBuilds.lines(labelled(choice.left().stream()
                .filter(it -> folders.contains(it.key().directory()))
                .toList()));
    }

    /**
     * The servers whose folders are gone that the names stand for which are known nowhere else.
     *
     * @param wanted whether they are to be found; else it is only looked whether names stand for anything
     * @param described what is described, which may be stopped although it was never started
     * @throws UnknownServerException for a name that stands for nothing
     */
    List<ServerKey> lost(boolean wanted, Supplier<List<ServerKey>> described) {
        List<ServerKey> known = all.stream().map(ServerStatus::key).toList();
        List<ServerKey> lost = new ArrayList<>();
        List<String> unknown = named.unknownAmong(known);
        List<ServerKey> alsoDescribed = unknown.isEmpty() ? List.of() : described.get();
        for (String name : new NamedServers(unknown, named.root()).unknownAmong(alsoDescribed)) {
            List<ServerStatus> found = recorded.portman().lost().named(name);
            if (found.isEmpty() && !alsoDescribed.isEmpty()) {
                throw unknown(name, alsoDescribed);
            }
            found.forEach(it -> lost.add(it.key()));
        }
        return wanted ? lost : List.of();
    }

    /**
     * The same where what never ran is a mistake.
     *
     * @throws UnknownServerException for a name that stands for nothing
     */
    List<ServerKey> lostOrRefused() {
        List<ServerKey> lost = new ArrayList<>();
        for (String name :
                named.unknownAmong(all.stream().map(ServerStatus::key).toList())) {
            List<ServerStatus> found = recorded.portman().lost().named(name);
            if (found.isEmpty()) {
                throw new UnknownServerException(
                        "No server '" + name + "' is recorded for "
                                + recorded.folders().stream()
                                        .map(Path::toString)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "portman:status -Dportman.all lists all.");
            }
            found.forEach(it -> lost.add(it.key()));
        }
        return lost;
    }

    private static UnknownServerException unknown(String name, List<ServerKey> described) {
        return new UnknownServerException(
                "portman.servers names '" + name + "', which is neither recorded nor described here; described are "
                        + described.stream().map(ServerKey::name).distinct().collect(Collectors.joining(", ")) + ".",
                "");
    }
}
