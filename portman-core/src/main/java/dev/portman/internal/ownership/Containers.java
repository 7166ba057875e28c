package dev.portman.internal.ownership;

import dev.portman.model.ProcessDescription;
import dev.portman.process.ProgramKind;
import dev.portman.process.ProtectedPrograms;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from the command lines of container runtimes which container a process of theirs stands for. Pure. */
public final class Containers {

    /** What podman and docker allow in a name; anything else is not repeated to people, who may paste it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    /** As long as podman and docker show it. */
    private static final int SHORT_ID = 12;

    private static final String OF_DOCKER = "moby";

    private Containers() {}

    /** The container that a process belongs to; empty if its program is no part of a container runtime. */
    public static Optional<Container> of(long pid, ProcessDescription process) {
        String program = process.executableName();
        List<String> words = process.commandLine();
        if (ProtectedPrograms.kindOf(program, words)
                .filter(it -> it == ProgramKind.CONTAINER_RUNTIME)
                .isEmpty()) {
            return Optional.empty();
        }
        if (program.equals("conmon")) {
            return Optional.of(conmon(pid, words));
        }
        if (program.startsWith("containerd-shim")) {
            return Optional.of(shim(pid, words));
        }
        return Optional.of(program.equals("docker-proxy") ? forwarded(pid, words) : Container.unknown(pid));
    }

    /** It runs beside the daemon of docker, one per published port, and knows no names: {@code -host-port 8000 -container-ip ...}. */
    private static Container forwarded(long pid, List<String> words) {
        String port = after(words, "-host-port")
                .filter(it -> it.matches("[0-9]{1,5}"))
                .map(it -> " --filter publish=" + it)
                .orElse("");
        return new Container(pid, "", "docker ps" + port);
    }

    /** conmon(8): {@code -n NAME -c ID --exit-command PROGRAM}; CRI-O runs it, too, and has another command to stop containers. */
    private static Container conmon(long pid, List<String> words) {
        String name = name(words, "-n").or(() -> name(words, "--name")).orElseGet(() -> shortId(words, "-c"));
        boolean podman = after(words, "--exit-command")
                .filter(it -> it.endsWith("/podman") || it.equals("podman"))
                .isPresent();
        return container(pid, name, podman ? "podman" : "");
    }

    /** Its flags are those of a Go program: {@code -namespace NAMESPACE -id ID}; docker's namespace is moby. */
    private static Container shim(long pid, List<String> words) {
        boolean docker = after(words, "-namespace").filter(OF_DOCKER::equals).isPresent();
        return container(pid, shortId(words, "-id"), docker ? "docker" : "");
    }

    private static Container container(long pid, String name, String client) {
        return new Container(pid, name, client.isEmpty() || name.isEmpty() ? "" : client + " stop " + name);
    }

    private static String shortId(List<String> words, String option) {
        return name(words, option)
                .map(it -> it.length() > SHORT_ID ? it.substring(0, SHORT_ID) : it)
                .orElse("");
    }

    private static Optional<String> name(List<String> words, String option) {
        return after(words, option).filter(it -> NAME.matcher(it).matches());
    }

    private static Optional<String> after(List<String> words, String option) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }
}
