package dev.portman.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files by which a project speaks in the user's place: those in its folder {@code .mvn}, and what they include. */
final class MvnFolder {

    private static final List<String> NAMES = List.of(
            "maven.config", "jvm.config", "maven-user.properties", "maven.properties", "maven-system.properties");

    /** Maven 4: a comma-separated list of further files, relative to this one, in quotes and with {@code ?} if they may be missing. */
    private static final String INCLUDES = "${includes}";

    private final Map<Path, MvnFile> files = new LinkedHashMap<>();
    private final Path root;

    private MvnFolder(Path root) {
        this.root = root;
    }

    /** The files of a project whose root this is; none where there is no such folder. */
    static List<MvnFile> files(Path root) {
        MvnFolder folder = new MvnFolder(root);
        NAMES.forEach(name -> folder.add(root.resolve(".mvn").resolve(name)));
        return List.copyOf(folder.files.values());
    }

    private void add(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (files.containsKey(path) || !Files.exists(path)) {
            return;
        }
        try {
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            List<String> included = included(path, text).toList();
            files.put(path, new MvnFile(path, text, included.stream().noneMatch(it -> it.contains("${"))));
            included.stream().filter(it -> !it.contains("${")).forEach(it -> include(path, it));
        } catch (IOException unreadable) {
            files.put(path, new MvnFile(path, "", false));
        }
    }

    private void include(Path from, String file) {
        try {
            add(from.resolveSibling(file));
        } catch (InvalidPathException nowhere) {
            files.put(
                    from,
                    new MvnFile(from, Objects.requireNonNull(files.get(from)).text(), false));
        }
    }

    /** What a file of properties includes, and the files of arguments of a {@code jvm.config} (java(1), "@argfiles"). */
    private Stream<String> included(Path file, String text) {
        if (file.endsWith("jvm.config")) {
            return Arrays.stream(text.split("\\s+"))
                    .filter(it -> it.length() > 1 && it.startsWith("@"))
                    .map(it -> root.resolve(it.substring(1)).toString());
        }
        String list = MvnFile.properties(text).getProperty(INCLUDES, "");
        return Arrays.stream(list.split(",")).map(this::located).filter(it -> !it.isEmpty());
    }

    private String located(String written) {
        Function<String, String> own = name -> "${" + name + "}";
        String base = root.toString();
        return written.replaceAll("[\"?]", "")
                .strip()
                .replace(own.apply("maven.project.conf"), base + "/.mvn")
                .replace(own.apply("maven.multiModuleProjectDirectory"), base)
                .replace(own.apply("session.rootDirectory"), base)
                .replace(own.apply("session.topDirectory"), base);
    }
}
