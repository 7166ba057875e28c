package dev.portman.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Names for user numbers, for messages; the JDK only knows the owners of files. */
public final class UserNames {

    private UserNames() {}

    /** The name of {@code uid} in {@code /etc/passwd}, or the number where it stands there not. */
    public static String of(long uid) {
        return listed(uid).orElse(Long.toString(uid));
    }

    /** The name of the process' user {@code uid}; asks the system's user database too. Gone: as {@link #of(long)}. */
    static String ofProcess(long pid, long uid) {
        Optional<String> listed = listed(uid);
        return listed.isPresent() ? listed.get() : owner(Path.of(ProcBytes.path(pid, "")), uid);
    }

    private static String owner(Path folder, long uid) {
        try {
            // The folder of a process that dropped its rights belongs to root: then its owner is not its user.
            Object owner = Files.getAttribute(folder, "unix:uid");
            if (owner instanceof Integer number && Integer.toUnsignedLong(number) == uid) {
                String name = Files.getOwner(folder).getName();
                // Where the database has no name, the JDK makes one of the number, and takes it for a signed one.
                return name.equals(number.toString()) ? Long.toString(uid) : name;
            }
        } catch (IOException | UnsupportedOperationException goneOrUnknown) {
            // The number still names the user.
            return Long.toString(uid);
        }
        return Long.toString(uid);
    }

    private static Optional<String> listed(long uid) {
        byte[] data = ProcBytes.readOrNothing("/etc/passwd", 4096);
        int from = 0;
        while (from < data.length) {
            int end = ProcBytes.indexOrEnd(data, '\n', from);
            int name = ProcBytes.indexOrEnd(data, ':', from);
            int number = ProcBytes.indexOrEnd(data, ':', name + 1) + 1;
            if (number < end && ProcBytes.number(data, number) == uid) {
                return Optional.of(new String(data, from, name - from, StandardCharsets.UTF_8));
            }
            from = end + 1;
        }
        return Optional.empty();
    }
}
