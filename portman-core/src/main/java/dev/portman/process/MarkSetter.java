package dev.portman.process;

import dev.portman.procfs.LockLimit;
import dev.portman.procfs.ProcFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts a mark on a command by the words in front of it: by prlimit(1), or, where there is only busybox, by the shell's ulimit. A shell drops
 * variables whose names are none of its own, such as {@code spring.datasource.url}; where there is one, it is not used.
 */
final class MarkSetter {

    /** {@code -x} in bash and the ash of busybox, {@code -w} in dash. */
    private static final String TRIES = "ulimit -x \"$0\" 2> /dev/null || ulimit -w \"$0\" 2> /dev/null";

    private static final String SCRIPT = TRIES + "; exec \"$@\"";
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

    private MarkSetter() {}

    /**
     * The words that set a mark of whatever command follows them.
     *
     * @param mark empty for none
     * @param variables the names in the environment of the command
     * @return no words if there is no mark, or nothing here can set it
     */
    static List<String> words(OptionalLong mark, Collection<String> variables) {
        if (mark.isEmpty()) {
            return List.of();
        }
        String number = Long.toString(mark.getAsLong());
        Optional<String> prlimit = SystemPrograms.find("prlimit");
        if (prlimit.isPresent()) {
            return List.of(prlimit.get(), "--locks=" + number + ":" + number);
        }
        Optional<String> shell = SystemPrograms.find("sh");
        return shell.isPresent() && variables.stream().allMatch(MarkSetter::isName)
                ? List.of(shell.get(), "-c", SCRIPT, number)
                : List.of();
    }

    /**
     * The words that take the mark of this process, if it has one, from whatever command follows them: what portman runs beside a server
     * belongs to nobody, though portman itself may run inside another server.
     */
    static List<String> unmarking(Collection<String> variables) {
        OptionalLong own = LockLimit.hard(ProcessHandle.current().pid());
        boolean marked = own.isPresent() && own.getAsLong() != LockLimit.UNLIMITED;
        return marked && canSet() ? words(Mark.draw(own, number -> false), variables) : List.of();
    }

    /** Whether a mark can be set here; looked at once. */
    static boolean canSet() {
        return Probe.SUCCEEDED;
    }

    private static boolean isName(String variable) {
        for (int i = 0; i < variable.length(); i++) {
            char c = variable.charAt(i);
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Initialized when first asked for. */
    private static final class Probe {
        /** prlimit has to be tried only where system calls are filtered, seccomp(2), as in some containers; a shell may know neither option. */
        private static final boolean SUCCEEDED =
                (SystemPrograms.find("prlimit").isPresent() && !ProcFiles.isFiltered()) || succeeds();

        private static boolean succeeds() {
            OptionalLong own = LockLimit.hard(ProcessHandle.current().pid());
            Optional<String> program = SystemPrograms.find("true");
            Optional<String> shell = SystemPrograms.find("sh");
            if (own.isEmpty() || shell.isEmpty()) {
                return false;
            }
            OptionalLong number = OptionalLong.of(own.getAsLong() - 1);
            List<String> words = new ArrayList<>();
            if (SystemPrograms.find("prlimit").isPresent() && program.isPresent()) {
                words.addAll(words(number, List.of()));
                words.add(program.get());
            } else {
                words.addAll(List.of(shell.get(), "-c", TRIES, Long.toString(number.getAsLong())));
            }
            return succeeds(words);
        }

        private static boolean succeeds(List<String> words) {
            try {
                return ShortCommand.succeeds(new ProcessBuilder(words), PROBE_LIMIT);
            } catch (IOException notRunnable) {
                // Exactly what false means: it cannot be set by this program.
                return false;
            }
        }
    }
}
