package dev.portman.process;

import dev.portman.procfs.LockLimit;
import dev.portman.procfs.ProcFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Puts a mark on a command by the words in front of it. By prlimit(1), not by the shell's ulimit: a shell drops variables whose names are
 * none of its own, such as {@code spring.datasource.url}.
 */
final class MarkSetter {

    private static final long PROBE_LIMIT_SECONDS = 5;

    private MarkSetter() {}

    /** The words that set {@code mark} of whatever command follows them; none if there is no mark, or nothing here can set it. */
    static List<String> words(OptionalLong mark) {
        Optional<String> prlimit = SystemPrograms.find("prlimit");
        return mark.isPresent() && prlimit.isPresent()
                ? List.of(prlimit.get(), "--locks=" + mark.getAsLong() + ":" + mark.getAsLong())
                : List.of();
    }

    /**
     * The words that take the mark of this process, if it has one, from whatever command follows them: what portman runs beside a server
     * belongs to nobody, though portman itself may run inside another server.
     */
    static List<String> unmarking() {
        OptionalLong own = LockLimit.hard(ProcessHandle.current().pid());
        boolean marked = own.isPresent() && own.getAsLong() != LockLimit.UNLIMITED;
        return marked && canSet() ? words(Mark.draw(own, number -> false)) : List.of();
    }

    /** Whether a mark can be set here; looked at once. */
    static boolean canSet() {
        return Probe.SUCCEEDED;
    }

    /** Initialized when first asked for. */
    private static final class Probe {
        /** Only where system calls are filtered, seccomp(2), has it to be tried: some containers forbid it. */
        private static final boolean SUCCEEDED =
                SystemPrograms.find("prlimit").isPresent() && (!ProcFiles.isFiltered() || succeeds());

        private static boolean succeeds() {
            OptionalLong own = LockLimit.hard(ProcessHandle.current().pid());
            Optional<String> program = SystemPrograms.find("true");
            if (own.isEmpty() || program.isEmpty()) {
                return false;
            }
            List<String> words = new ArrayList<>(words(OptionalLong.of(own.getAsLong() - 1)));
            words.add(program.get());
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            try {
                Process process = builder.start();
                if (!process.waitFor(PROBE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return false;
                }
                return process.exitValue() == 0;
            } catch (IOException notRunnable) {
                // Exactly what false means: it cannot be set by this program.
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
