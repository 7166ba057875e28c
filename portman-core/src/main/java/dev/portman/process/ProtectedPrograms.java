package dev.portman.process;

import dev.portman.model.ProcessTitle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which programs are protected for what they are. Pure: judges names, and never the folder that a file lies in. */
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
        return named(names.stream().filter(it -> !isInterpreter(it)))
                .or(() -> interpreted ? named(script(commandLine).stream()) : Optional.empty())
                .or(() -> toldToRun(commandLine))
                .or(() -> named(names.stream()));
    }

    private static Optional<ProgramKind> named(Stream<String> names) {
        return names.map(ProtectedPrograms::named).flatMap(Optional::stream).findFirst();
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
                kind = found(ARGUMENT_PAIRS, commandLine.get(i) + " " + commandLine.get(i + 1));
            }
            if (kind.isPresent()) {
                return kind;
            }
        }
        return Optional.empty();
    }

    private static Optional<ProgramKind> found(List<Known> patterns, String word) {
        return patterns.stream()
                .filter(it -> it.pattern().matches(word))
                .map(Known::kind)
                .findFirst();
    }

    private static boolean isInterpreter(String name) {
        return INTERPRETERS.stream().anyMatch(it -> it.matches(name));
    }

    /** The file name of what an interpreter runs; empty where it is told code or a module. */
    private static Optional<String> script(List<String> commandLine) {
        return commandLine.stream()
                .skip(1)
                .filter(it -> !it.startsWith("-") || WITHOUT_FILE.contains(it))
                .findFirst()
                .filter(it -> !it.startsWith("-"))
                .map(it -> it.substring(it.lastIndexOf('/') + 1));
    }

    private static List<WordPattern> patterns(List<String> written) {
        return written.stream().map(WordPattern::new).toList();
    }

    private static List<ProgramGroup> all() {
        return Stream.concat(WorkPrograms.ALL.stream(), HostPrograms.ALL.stream())
                .toList();
    }
}
