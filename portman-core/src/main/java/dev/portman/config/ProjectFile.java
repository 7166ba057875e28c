package dev.portman.config;

import dev.portman.model.InvalidInputException;
import dev.portman.model.Nearest;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code portman.yaml} into the same words as a POM; read as a tree of nodes, so that a fault can be told with its line. */
public final class ProjectFile {

    /** The name of the file in a project's folder. */
    public static final String NAME = "portman.yaml";

    private static final String SERVERS = "servers";
    private static final int LARGEST = 256 * 1024;

    private final Path file;
    private final byte[] content;

    private ProjectFile(Path file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /**
     * The servers of a file, in their order.
     *
     * @param file an existing {@code portman.yaml}
     * @throws InvalidInputException if it is no such file, with the line of the fault
     */
    public static List<RawServer> read(Path file) {
        return new ProjectFile(file, content(file)).servers();
    }

    /**
     * The names of the servers that a content of the file describes, in their order.
     *
     * @param file where it was read, for messages
     * @param content as {@link #content} read it
     * @throws InvalidInputException as {@link #read}
     */
    public static List<String> names(Path file, byte[] content) {
        return new ProjectFile(file, content)
                .servers().stream().map(RawServer::name).toList();
    }

    /**
     * What stands in a file.
     *
     * @throws InvalidInputException if it cannot be read, or is too large to be a {@code portman.yaml}
     */
    public static byte[] content(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new InvalidInputException("file", file.toString(), "is larger than " + LARGEST + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private List<RawServer> servers() {
        Map<String, Node> top = mapping(root(), "the file");
        top.forEach((key, value) -> {
            if (!key.equals(SERVERS)) {
                throw refused(value, key, "is unknown here; the file holds '" + SERVERS + "'");
            }
        });
        Node servers = top.get(SERVERS);
        List<RawServer> all = new ArrayList<>();
        if (servers != null) {
            mapping(servers, SERVERS).forEach((name, server) -> all.add(server(name, server)));
        }
        if (all.isEmpty()) {
            throw new InvalidInputException(
                    "file", file.toString(), "describes no server; they stand under '" + SERVERS + "'");
        }
        return Instances.expanded(all, "");
    }

    private RawServer server(String name, Node node) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, String> environment = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        values.put("name", name);
        mapping(node, name).forEach((key, value) -> {
            if (isList(key, value)) {
                lists.put(key, texts(value, key));
                return;
            }
            switch (key) {
                case "environmentVariables" ->
                    mapping(value, key).forEach((variable, text) -> environment.put(variable, text(text, variable)));
                case "readiness" -> readiness(key, value, values, headers);
                default -> values.put(known(value, key), text(value, key));
            }
        });
        return new RawServer(values, lists, environment, headers);
    }

    /** Most keys that take a list take a single word, too. */
    private static boolean isList(String key, Node value) {
        return ServerWords.LISTS.contains(key) && (value instanceof SequenceNode || !ServerWords.KEYS.contains(key));
    }

    /** Goes down only where a known key is deeper: what an alias makes endless is refused before it is walked. */
    private void readiness(String prefix, Node node, Map<String, String> values, Map<String, String> headers) {
        if (prefix.equals(ServerWords.HEADERS)) {
            mapping(node, prefix).forEach((name, value) -> headers.put(name, text(value, name)));
            return;
        }
        boolean isFolder = ServerWords.KEYS.stream().anyMatch(key -> key.startsWith(prefix + "."));
        if (isFolder) {
            mapping(node, prefix).forEach((key, value) -> readiness(prefix + "." + key, value, values, headers));
        } else {
            values.put(known(node, prefix), text(node, prefix));
        }
    }

    private String known(Node at, String key) {
        if (!ServerWords.KEYS.contains(key) || key.equals("name")) {
            Set<String> all = new TreeSet<>(ServerWords.KEYS);
            all.remove("name");
            all.addAll(List.of("arguments", "environmentVariables", "readiness"));
            String meant =
                    Nearest.of(key, all).map(it -> ", did you mean " + it + "?").orElse("");
            throw refused(at, key, "is no key of a server" + meant + " (known: " + String.join(", ", all) + ")");
        }
        return key;
    }

    private Node root() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader text =
                new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8.newDecoder())) {
            Node root = new Yaml(new SafeConstructor(options)).compose(text);
            if (root == null) {
                throw new InvalidInputException("file", file.toString(), "is empty; it must hold '" + SERVERS + "'");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidInputException(
                    "line " + line + " of", file.toString(), "is not valid YAML: " + problem(e));
        } catch (YAMLException | IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A value that begins with a star is named in the parser's own words, and may be a password. */
    private static String problem(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.startsWith("found undefined alias")
                ? "a value that begins with '*' needs quotes around it"
                : problem;
    }

    private static InvalidInputException unreadable(Path file, Exception e) {
        boolean notUtf8 = e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
        return new InvalidInputException(
                "file", file.toString(), notUtf8 ? "is not UTF-8" : "cannot be read: " + e.getMessage());
    }

    private Map<String, Node> mapping(Node node, String what) {
        if (!(node instanceof MappingNode map)) {
            throw refused(node, what, "must be a map of keys and values");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            String key = text(entry.getKeyNode(), what);
            if (entries.put(key, entry.getValueNode()) != null) {
                throw refused(entry.getKeyNode(), key, "stands here twice");
            }
        }
        return entries;
    }

    private List<String> texts(Node node, String key) {
        if (!(node instanceof SequenceNode list)) {
            throw refused(node, key, "must be a list");
        }
        return list.getValue().stream().map(it -> text(it, key)).toList();
    }

    private String text(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refused(node, key, "must be a plain value");
    }

    private InvalidInputException refused(Node at, String key, String allowed) {
        return new InvalidInputException(
                file.getFileName() + " line " + (at.getStartMark().getLine() + 1) + ":", key, allowed);
    }
}
