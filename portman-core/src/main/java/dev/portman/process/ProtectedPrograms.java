package dev.portman.process;

import dev.portman.model.ProcessTitle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which programs are protected for what they are. Pure: judges names, and never the folder that a file lies in. Every {@code kill} waits for it,
 * so it does without streams, whose first use costs a JVM more than all the rest here.
 */
public final class ProtectedPrograms {

    static final List<ProgramGroup> GROUPS = all();

    /** They run anybody's program, so what they were told to run says more than their own name. */
    private static final List<WordPattern> INTERPRETERS = patterns(ProgramGroup.list("""
            node, nodejs, bun, deno, electron, python, python2*, python3*, pypy*, ruby, ruby2*, ruby3*, perl,
            sh, dash, bash, zsh, ksh, busybox
            """));

    /** Behind them stands code or the name of a module, and no file. */
    private static final Set<String> WITHOUT_FILE = Set.of("-c", "-e", "-m", "-p", "--eval", "--print");

    private static final Map<String, ProgramKind> NAMES = new HashMap<>();
    private static final List<Known> NAME_PATTERNS = new ArrayList<>();
    private static final List<Known> ARGUMENTS = new ArrayList<>();
    private static final List<Known> ARGUMENT_PAIRS = new ArrayList<>();

    static {
        for (ProgramGroup group : GROUPS) {
            for (String name : group.executables()) {
                if (name.indexOf('*') >= 0) {
                    NAME_PATTERNS.add(new Known(new WordPattern(name), group.kind()));
                } else {
                    NAMES.put(name, group.kind());
                }
            }
            for (String written : group.arguments()) {
                List<Known> where = written.indexOf(' ') < 0 ? ARGUMENTS : ARGUMENT_PAIRS;
                where.add(new Known(new WordPattern(written), group.kind()));
            }
        }
    }

    private ProtectedPrograms() {}

    private record Known(WordPattern pattern, ProgramKind kind) {}

    /**
     * What a process is, if it is protected: by its executable first, then by what it claims to be, which may only add a refusal.
     *
     * @param executable the file name of the executable, empty if unreadable
     * @param commandLine argv
     */
    public static Optional<ProgramKind> kindOf(String executable, List<String> commandLine) {
        String path = ProcessTitle.programOfPath(commandLine);
        boolean honest = !path.isEmpty() && path.equals(executable);
        String title = honest ? path : ProcessTitle.program(commandLine);
        List<String> names = List.of(executable, title, path);
        boolean interpreted = isInterpreter(executable.isEmpty() ? title : executable);
        Optional<ProgramKind> kind = named(names, false);
        if (kind.isEmpty() && interpreted) {
            kind = named(script(commandLine));
        }
        if (kind.isEmpty()) {
            kind = toldToRun(commandLine);
        }
        return kind.isPresent() ? kind : named(names, true);
    }

    private static Optional<ProgramKind> named(List<String> names, boolean interpretersToo) {
        for (String name : names) {
            Optional<ProgramKind> kind = interpretersToo || !isInterpreter(name) ? named(name) : Optional.empty();
            if (kind.isPresent()) {
                return kind;
            }
        }
        return Optional.empty();
    }

    private static Optional<ProgramKind> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        ProgramKind kind = NAMES.get(lower);
        return kind != null ? Optional.of(kind) : found(NAME_PATTERNS, lower);
    }

    private static Optional<ProgramKind> toldToRun(List<String> commandLine) {
        for (int i = 1; i < commandLine.size(); i++) {
            Optional<ProgramKind> kind = found(ARGUMENTS, commandLine.get(i));
            if (kind.isEmpty() && i + 1 < commandLine.size()) {
                kind = found(ARGUMENT_PAIRS, String.join(" ", commandLine.subList(i, i + 2)));
            }
            if (kind.isPresent()) {
                return kind;
            }
        }
        return Optional.empty();
    }

    private static Optional<ProgramKind> found(List<Known> patterns, String word) {
        for (Known known : patterns) {
            if (known.pattern().matches(word)) {
                return Optional.of(known.kind());
            }
        }
        return Optional.empty();
    }

    private static boolean isInterpreter(String name) {
        for (WordPattern interpreter : INTERPRETERS) {
            if (interpreter.matches(name)) {
                return true;
            }
        }
        return false;
    }

    /** The file name of what an interpreter runs; empty where it is told code or a module. */
    private static String script(List<String> commandLine) {
        for (int i = 1; i < commandLine.size(); i++) {
            String word = commandLine.get(i);
            if (WITHOUT_FILE.contains(word)) {
                return "";
            }
            if (!word.startsWith("-")) {
                return word.substring(word.lastIndexOf('/') + 1);
            }
        }
        return "";
    }

    private static List<WordPattern> patterns(List<String> written) {
        List<WordPattern> patterns = new ArrayList<>();
        for (String each : written) {
            patterns.add(new WordPattern(each));
        }
        return List.copyOf(patterns);
    }

    private static List<ProgramGroup> all() {
        List<ProgramGroup> all = new ArrayList<>(WorkPrograms.ALL);
        all.addAll(HostPrograms.ALL);
        return List.copyOf(all);
    }
}
