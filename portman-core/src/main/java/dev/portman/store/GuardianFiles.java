package dev.portman.store;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.StateFolderException;
import dev.portman.procfs.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one guardian, which removes the first two at its end. It may outlive whatever lies outside the state folder: a jar may be
 * removed, or overwritten in place, long before the end of the build.
 *
 * @param library for the reaper, a copy of its own
 * @param output what the shell and the reaper say
 * @param note of {@link GuardianNotes}
 * @param trail of {@link AuditLog}
 */
public record GuardianFiles(Path library, Path output, Path note, Path trail) {

    /** How the names of the first two begin. */
    static final String PREFIX = "guardian-";

    private static final int WORDS = 3;

    /**
     * Makes them.
     *
     * @param build that is guarded
     * @param library the jar or folder that this library comes from
     * @throws StateFolderException if they cannot be made
     */
    public static GuardianFiles of(StateFolder folder, ProcessIdentity build, Path library) {
        Path start = folder.path().resolve(PREFIX + build.pid() + "-" + build.startTicks() + "-");
        try {
            Path copy = Fresh.file(start, ".jar");
            try {
                LibraryCopy.make(library, copy);
                Path output = Fresh.file(start, ".out");
                return new GuardianFiles(copy, output, GuardianNotes.file(folder), AuditLog.file(folder));
            } catch (IOException e) {
                Files.deleteIfExists(copy);
                throw e;
            }
        } catch (IOException e) {
            throw new StateFolderException(
                    "Library " + library + ", which is needed after the end of this process, cannot be copied to "
                            + folder.path() + ": " + Causes.of(e) + ".",
                    "Make room there, or build " + library + " again if it was removed meanwhile.",
                    e);
        }
    }

    /** Whether the build in the name of one of the first two lives; its reaper has opened them before it can be seen that it does not. */
    static boolean isInUse(String name) {
        String[] words = name.substring(PREFIX.length()).split("-", -1);
        try {
            long ticks = Long.parseLong(words[1]);
            return words.length == WORDS
                    && ProcStat.read(Long.parseLong(words[0]))
                            .filter(it -> !it.isGone() && it.startTicks() == ticks)
                            .isPresent();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOfOurMaking) {
            return true;
        }
    }
}
