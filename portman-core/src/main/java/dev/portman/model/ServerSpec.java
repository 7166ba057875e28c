package dev.portman.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the user describes: one server, validated, before any fact about the machine is known.
 *
 * @param key where it is described, and its name
 * @param command what to run
 * @param port which port it wants
 * @param onConflict what to do when that port is held
 * @param readiness when it counts as started
 * @param stopping how it is asked to end
 * @param lifetime how long it lives when nobody stops it
 * @param logsDirectory where people find its log and status
 * @param dependsOn the servers of the same folder that have to be ready before it is started, by name
 * @param hooks what is run before and after
 * @param upkeep what is done for it while somebody attends to it
 * @param describedIn the real path of the folder whose POM or {@code portman.yaml} describes it; not that of its key where a module inherits it
 */
public record ServerSpec(
        ServerKey key,
        Command command,
        PortRequest port,
        OnConflict onConflict,
        Readiness readiness,
        Stopping stopping,
        Lifetime lifetime,
        Path logsDirectory,
        List<String> dependsOn,
        Hooks hooks,
        Upkeep upkeep,
        Path describedIn) {

    /** Copies the list. */
    public ServerSpec {
        dependsOn = List.copyOf(dependsOn);
    }

    /** The server's name. */
    public String name() {
        return key.name();
    }

    /** The keys of those in {@link #dependsOn}. */
    public List<ServerKey> dependencies() {
        return dependsOn.stream().map(key::sibling).toList();
    }

    /** The secrets that its words and its checks hold, as far as they sound like some: no message may repeat them. */
    public List<String> secrets() {
        List<List<String>> lines = new ArrayList<>(List.of(command.argv(), stopping.command()));
        lines.addAll(hooks.beforeStart());
        lines.addAll(hooks.afterStop());
        List<String> secrets = new ArrayList<>();
        lines.forEach(it -> secrets.addAll(SecretText.in(it)));
        readiness.checks().forEach(it -> secrets.addAll(it.secrets()));
        return secrets;
    }

    /** Where it answers on a port, as a browser takes it: by https if that is how it is asked. */
    public String url(int port) {
        boolean encrypted = readiness.checks().stream()
                .anyMatch(it -> it instanceof HealthCheck.Http http
                        && http.question().port().isEmpty()
                        && !(http.question().transport() instanceof HttpTransport.Plain));
        return this.port.url(encrypted ? "https" : "http", port);
    }

    /** The same server, what it runs, what it is asked and what is run around it filled in. */
    public ServerSpec with(Command filled, Readiness asked, Hooks around) {
        return new ServerSpec(
                key,
                filled,
                port,
                onConflict,
                asked,
                stopping,
                lifetime,
                logsDirectory,
                dependsOn,
                around,
                upkeep,
                describedIn);
    }

    /** The same description of another server, such as the one of another side. */
    public ServerSpec as(ServerKey other) {
        return new ServerSpec(
                other,
                command,
                port,
                onConflict,
                readiness,
                stopping,
                lifetime,
                logsDirectory,
                dependsOn,
                hooks,
                upkeep,
                describedIn);
    }

    /** The same server with another lifetime. */
    public ServerSpec withLifetime(Lifetime other) {
        return new ServerSpec(
                key,
                command,
                port,
                onConflict,
                readiness,
                stopping,
                other,
                logsDirectory,
                dependsOn,
                hooks,
                upkeep,
                describedIn);
    }

    /** The same server with its files in another folder. */
    public ServerSpec withLogs(Path other) {
        return new ServerSpec(
                key,
                command,
                port,
                onConflict,
                readiness,
                stopping,
                lifetime,
                other,
                dependsOn,
                hooks,
                upkeep,
                describedIn);
    }

    /** The same server with another policy. */
    public ServerSpec withOnConflict(OnConflict other) {
        return new ServerSpec(
                key,
                command,
                port,
                other,
                readiness,
                stopping,
                lifetime,
                logsDirectory,
                dependsOn,
                hooks,
                upkeep,
                describedIn);
    }

    /**
     * A person's servers of the same name that a build may join, in the order in which they are looked for: the one of its own folder, then the
     * one of the folder that describes it. None for a person's server.
     */
    public List<ServerKey> joinable() {
        return joinable(key.name());
    }

    /** The same of the servers that it needs, by name. */
    public List<ServerKey> joinable(String name) {
        if (!key.isOfBuild()) {
            return List.of();
        }
        ServerKey here = new ServerKey(key.directory(), name, Side.PERSON);
        ServerKey described = new ServerKey(describedIn, name, Side.PERSON);
        return here.equals(described) ? List.of(here) : List.of(here, described);
    }

    /** The same server as it would be described in another folder: what runs in its own folder, or below it, runs in that one. */
    public ServerSpec in(Path folder) {
        Path at = command.workingDirectory();
        return at.startsWith(key.directory())
                ? with(command.in(folder.resolve(key.directory().relativize(at))), readiness, hooks)
                : this;
    }
}
