package dev.portman.cli.init;

import dev.portman.config.ProjectFile;
import dev.portman.config.RawServer;
import dev.portman.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives a project what it needs for {@code ./dev}: guesses its servers and writes the files. Nothing that is there is lost. */
public final class Scaffold {

    private static final String SCRIPT = "dev";
    private static final String MAKEFILE = "Makefile";
    private static final String PACKAGE = "package.json";

    /** What stands between two such lines is about this repository. */
    private static final Pattern ONLY_HERE = Pattern.compile("(?ms)^ *# only here \\{.*?^ *# \\}\\R");

    private final Path project;
    private final boolean force;
    private final List<String> report = new ArrayList<>();

    private Scaffold(Path project, boolean force) {
        this.project = project;
        this.force = force;
    }

    /**
     * Writes {@code portman.yaml}, {@code dev} and a {@code Makefile}, or {@code portman.mk} where there is a Makefile.
     *
     * @param project an existing folder
     * @param force whether files that differ are overwritten; otherwise they are kept, and that is said
     * @param npm whether {@code package.json} gets scripts that call {@code ./dev}; those it has are kept
     * @return what was found and done, a line each
     * @throws InvalidInputException if a {@code portman.yaml} that is kept cannot be read, or a file cannot be written
     */
    public static List<String> in(Path project, boolean force, boolean npm) {
        Scaffold scaffold = new Scaffold(project, force);
        try {
            scaffold.write(npm);
        } catch (IOException e) {
            throw new InvalidInputException("folder", project.toString(), "cannot be read or written: " + e);
        }
        return List.copyOf(scaffold.report);
    }

    private void write(boolean npm) throws IOException {
        List<Draft> drafts = Survey.of(project);
        String description = YamlText.of(drafts);
        boolean kept = isKept(project.resolve(ProjectFile.NAME), description);
        List<String> names =
                kept ? describedNames() : drafts.stream().map(Draft::name).toList();
        if (!kept) {
            drafts.forEach(draft -> report.add(draft.name() + ": " + draft.evidence() + ", port " + draft.port()));
        }
        put(ProjectFile.NAME, description, false);
        put(SCRIPT, script(), true);
        make(names);
        if (npm) {
            addScripts();
        }
        report.add(
                names.isEmpty()
                        ? "Next: describe your server in " + ProjectFile.NAME + ", then run ./dev"
                        : "Next: look through " + ProjectFile.NAME + ", then run ./dev");
    }

    private boolean isKept(Path file, String text) throws IOException {
        return !force && Files.exists(file) && !holds(file, text);
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.isRegularFile(file) && text(file).equals(text);
    }

    /** In whatever encoding: it is only compared and searched. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private List<String> describedNames() {
        return ProjectFile.read(project.resolve(ProjectFile.NAME)).stream()
                .map(RawServer::values)
                .map(values -> Objects.requireNonNullElse(values.get("name"), ""))
                .toList();
    }

    private void make(List<String> servers) throws IOException {
        Path makefile = project.resolve(MAKEFILE);
        String whole = MakeText.whole(servers);
        if (!Files.exists(makefile) || holds(makefile, whole)) {
            put(MAKEFILE, whole, false);
            return;
        }
        String text = text(makefile);
        put(MakeText.MAKE_PART, MakeText.part(servers, text), false);
        if (!text.contains("include " + MakeText.MAKE_PART)) {
            report.add("Your Makefile is as it was; this line in it adds the targets: include " + MakeText.MAKE_PART);
        }
    }

    private void addScripts() throws IOException {
        Path file = project.resolve(PACKAGE);
        String before = Files.isRegularFile(file) ? Files.readString(file) : "";
        String after = NpmScripts.added(before).orElse("");
        if (after.isEmpty()) {
            report.add("There is no " + PACKAGE + " that could take scripts.");
        } else if (after.equals(before)) {
            report.add(PACKAGE + " has its scripts already");
        } else {
            Files.writeString(file, after);
            report.add("added scripts to " + PACKAGE + ": npm run servers");
        }
    }

    /** Writes a file beside the others and moves it into place, so that a full disk leaves what was there. */
    private void put(String name, String text, boolean executable) throws IOException {
        Path file = project.resolve(name);
        if (holds(file, text)) {
            report.add(name + " is up to date");
            return;
        }
        if (isKept(file, text)) {
            report.add("kept " + name + ", which is there already (--force overwrites it)");
            return;
        }
        boolean there = Files.exists(file);
        Path fresh = project.resolve("." + name + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW);
            if (executable) {
                makeExecutable(fresh);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        report.add((there ? "overwrote " : "wrote ") + name);
    }

    /** By everybody who may read it. */
    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> modes = new HashSet<>(Files.getPosixFilePermissions(file));
        for (String who : List.of("OWNER", "GROUP", "OTHERS")) {
            if (modes.contains(PosixFilePermission.valueOf(who + "_READ"))) {
                modes.add(PosixFilePermission.valueOf(who + "_EXECUTE"));
            }
        }
        Files.setPosixFilePermissions(file, modes);
    }

    /** The repository's own script without what only makes sense there. */
    private static String script() throws IOException {
        try (InputStream script = Objects.requireNonNull(Scaffold.class.getResourceAsStream(SCRIPT))) {
            return ONLY_HERE
                    .matcher(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll("");
        }
    }
}
