package dev.portman.faults;

import dev.portman.config.ProjectFile;
import dev.portman.config.SpecReader;
import dev.portman.config.Surroundings;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A string that a shell would run, in every place of a description that takes one.
 *
 * @param place where it is described
 * @param template the string, with {@code %s} for the command
 */
record Injected(Place place, String template) {

    static final List<String> PLACES = List.of("argument", "variable", "envFile", "hook", "path", "name", "folder");

    private static final String SERVER = """
            seen = [os.fsencode(sys.argv[-1])] + [os.environb[name] for name in (b'VALUE', b'FILE')]
            open('seen', 'w').write(' '.join(each.hex() for each in seen))
            http(lambda c: c.sendall(b'HTTP/1.1 204 No Content\\r\\nConnection: close\\r\\n\\r\\n'))
            """;

    private static final String HOOK = "import os, sys; open('hooked', 'w').write(os.fsencode(sys.argv[1]).hex())";

    /** What stands in one of {@link #PLACES}, each with a command of its own. */
    String string(String where) {
        String command = "touch " + (where.equals("folder") ? canary(where).getFileName() : canary(where));
        String text = template.replace("%s", command);
        return where.equals("path") ? text.replace(" ", "%20") : text;
    }

    /** Whether it is taken there at all. */
    boolean isAccepted(String where, Marked marked) throws IOException {
        try {
            Path home = home(Set.of(where));
            read(Set.of(where), home, marked);
            return true;
        } catch (PortmanException | InvalidPathException refused) {
            return false;
        }
    }

    /** Starts and stops a server with the string in these places; how it arrived as another one, or empty. */
    String run(Set<String> places, Marked marked) throws IOException {
        Path home = home(places);
        ServerSpec spec = read(places, home, marked);
        try {
            place.portman(event -> {}).start(spec);
            place.portman(event -> {}).stop(spec.key(), Optional.empty());
        } catch (PortmanException failed) {
            return failed.toString();
        }
        String seen = Files.readString(home.resolve("seen")) + " " + Files.readString(home.resolve("hooked"));
        String sent = Stream.of("argument", "variable", "envFile", "hook")
                .map(it -> hex(in(places, it)))
                .collect(Collectors.joining(" "));
        return seen.equals(sent) ? "" : "sent " + sent + ", arrived " + seen;
    }

    /** Whether the command was run. */
    boolean isRun(String where) throws IOException {
        Path name = canary(where).getFileName();
        List<Path> folders = List.of(
                canary(where).getParent(),
                place.project(),
                home(Set.of(where)),
                Path.of(""),
                Path.of("/"),
                Path.of(System.getProperty("user.home")));
        return folders.stream().anyMatch(it -> Files.exists(it.resolve(name)));
    }

    private Path canary(String where) {
        Path trial = place.state().resolveSibling("");
        return trial.resolve(trial.getFileName() + "-" + where);
    }

    private Path home(Set<String> places) throws IOException {
        Path home = places.contains("folder") ? place.project().resolve(string("folder")) : place.project();
        return Files.createDirectories(home);
    }

    private String in(Set<String> places, String where) {
        return places.contains(where) ? string(where) : "plain";
    }

    private ServerSpec read(Set<String> places, Path home, Marked marked) throws IOException {
        Files.writeString(home.resolve("file.env"), "FILE=\"" + escaped(in(places, "envFile")) + "\"\n");
        List<String> words = PythonServer.words(SERVER, marked.word(), in(places, "argument"));
        String description = """
                servers:
                  %s:
                    executable: %s
                    arguments: [%s]
                    port: %d
                    fallbackPorts: none
                    envFile: file.env
                    environmentVariables: {VALUE: %s}
                    beforeStart: [%s]
                    readiness: {http: {path: %s}}
                """.formatted(
                        quoted(places.contains("name") ? string("name") : "server"),
                        quoted(words.get(0)),
                        words.stream().skip(1).map(SecretiveProject::quoted).collect(Collectors.joining(", ")),
                        FreePort.any(),
                        quoted(in(places, "variable")),
                        quoted(Needs.tool("python3") + " -S -c \"" + HOOK + "\" '"
                                + in(places, "hook").replace("'", "'\\''") + "'"),
                        quoted("/x?" + in(places, "path")));
        Path file = Files.writeString(home.resolve(ProjectFile.NAME), description);
        return SpecReader.read(ProjectFile.read(file), new Surroundings(home, Side.PERSON, "x", Map.of()))
                .get(0);
    }

    /** As an envFile has it in double quotes. */
    private static String escaped(String value) {
        return value.replaceAll("[\\\\\"$`]", "\\\\$0").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String quoted(String text) {
        return SecretiveProject.quoted(text);
    }

    /** As the JDK hands it to a process. */
    private static String hex(String text) {
        return HexFormat.of()
                .formatHex(text.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))));
    }
}
