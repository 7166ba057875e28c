package dev.portman.triage;

import dev.portman.model.FailureCause;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges why a start failed, by the words in which well-known programs say so. */
public final class Triage {

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    /** Class files of Java N have the major version N + 44 (JVM specification, table 4.1-A). */
    private static final int CLASS_FILE_OFFSET = 44;

    private static final int ENDED_BY_SIGKILL = 128 + 9;

    private static final Pattern LISTENING = Pattern.compile("(?i)\\b(?:bind|binding|listen|socket|address|port)\\b");
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|\\b127\\.\\d|::1|\\b0\\.0\\.0\\.0");

    /**
     * One way to say one thing.
     *
     * @param words what a line has to contain
     * @param meaning the cause; empty if the line only looked like it
     */
    private record Rule(Pattern words, Function<Hit, Optional<FailureCause>> meaning) {

        Rule(String words, Function<Hit, Optional<FailureCause>> meaning) {
            this(Pattern.compile(words), meaning);
        }

        Optional<FailureCause> in(String line) {
            Matcher found = words.matcher(line);
            return found.find() ? meaning.apply(new Hit(line, found.toMatchResult())) : Optional.empty();
        }
    }

    private final Symptoms symptoms;

    private Triage(Symptoms symptoms) {
        this.symptoms = symptoms;
    }

    /** The cause that the symptoms show; empty if there is none that is recognised. */
    public static Optional<FailureCause> of(Symptoms symptoms) {
        Triage triage = new Triage(symptoms);
        return triage.rules()
                .flatMap(rule -> triage.last(rule).stream())
                .findFirst()
                .or(triage::signal);
    }

    /** The most telling first: a server that runs out of memory may complain about much else. */
    private Stream<Rule> rules() {
        return Stream.of(
                new Rule(
                        "OutOfMemoryError|JavaScript heap out of memory|^MemoryError",
                        hit -> Optional.of(new FailureCause.OutOfMemory())),
                new Rule(
                        "class file version (\\d{2,3})\\.\\d.{0,80}only recognizes class file versions up to (\\d{2,3})",
                        hit -> Optional.of(new FailureCause.WrongJava(
                                hit.number(1) - CLASS_FILE_OFFSET, hit.number(2) - CLASS_FILE_OFFSET))),
                new Rule("(?i)permission denied|EACCES", this::privileged),
                new Rule(
                        "(?i)address already in use|EADDRINUSE|port \\d{1,5} (?:was|is) already in use",
                        hit -> Optional.of(
                                new FailureCause.AddressInUse(hit.port().orElse(symptoms.port())))),
                new Rule(
                        "Cannot find (?:module|package) '([\\w@][\\w@./-]{0,200})'",
                        hit -> Optional.of(new FailureCause.MissingNodePackage(hit.word(1), installer()))),
                new Rule(
                        "No module named '?([\\w.]{1,200})",
                        hit -> Optional.of(new FailureCause.MissingPythonModule(hit.word(1)))),
                new Rule(
                        "^\\S{0,20}sh: (?:line )?(?:\\d+: )?(\\S{1,100}): (?:command )?not found",
                        this::missingProgram),
                new Rule("(?i)connection refused|ECONNREFUSED|localhost:\\d{1,5} refused", Triage::refused));
    }

    /** What was said last is what ended the server. */
    private Optional<FailureCause> last(Rule rule) {
        List<String> lines = symptoms.lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<FailureCause> cause = rule.in(lines.get(i));
            if (cause.isPresent()) {
                return cause;
            }
        }
        return Optional.empty();
    }

    private Optional<FailureCause> signal() {
        return symptoms.exitCode()
                .filter(code -> code == ENDED_BY_SIGKILL)
                .map(code -> new FailureCause.KilledFromOutside());
    }

    /** What is denied is mostly a file; only of a low port it is the listening. */
    private Optional<FailureCause> privileged(Hit hit) {
        int port = hit.port().orElse(symptoms.port());
        return port > 0 && port < FIRST_UNPRIVILEGED_PORT && (hit.speaksOf(LISTENING) || symptoms.port() == port)
                ? Optional.of(new FailureCause.PrivilegedPort(port))
                : Optional.empty();
    }

    /** Only a port of this machine says something about the servers on it. */
    private static Optional<FailureCause> refused(Hit hit) {
        return hit.speaksOf(THIS_MACHINE) ? hit.port().map(FailureCause.ConnectionRefused::new) : Optional.empty();
    }

    /** npm runs scripts in a shell, with the programs of its packages on the PATH. */
    private Optional<FailureCause> missingProgram(Hit hit) {
        return Optional.of(
                symptoms.files().contains("package.json")
                        ? new FailureCause.MissingNodePackage(hit.word(1), installer())
                        : new FailureCause.MissingProgram(hit.word(1)));
    }

    private String installer() {
        if (symptoms.files().contains("pnpm-lock.yaml")) {
            return "pnpm install";
        }
        if (symptoms.files().contains("yarn.lock")) {
            return "yarn install";
        }
        return symptoms.files().contains("package-lock.json") ? "npm ci" : "npm install";
    }
}
