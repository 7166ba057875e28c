package dev.portman.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Names for user numbers, for messages; the JDK only knows the owners of files. */
public final class UserNames {

    private static final int NAME = 0;
    private static final int UID = 2;
    private static final int HOME = 5;

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

    /** The home that {@code /etc/passwd} names for {@code uid}; empty where it stands there not. */
    public static Optional<String> homeOf(long uid) {
        return field(uid, HOME);
    }

    private static Optional<String> listed(long uid) {
        return field(uid, NAME);
    }

    /** A field of the line of {@code uid}, passwd(5). */
    private static Optional<String> field(long uid, int wanted) {
        byte[] data = ProcBytes.readOrNothing("/etc/passwd", 4096);
        int from = 0;
        while (from < data.length) {
            int end = ProcBytes.indexOrEnd(data, '\n', from);
            int number = begin(data, from, UID);
            int begin = begin(data, from, wanted);
            if (Math.max(number, begin) <= end && ProcBytes.number(data, number) == uid) {
                int length = Math.min(end, ProcBytes.indexOrEnd(data, ':', begin)) - begin;
                return Optional.of(new String(data, begin, length, StandardCharsets.UTF_8));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /** Where a field begins; behind the end of the line if that has fewer. */
    private static int begin(byte[] data, int line, int field) {
        int at = line;
        for (int i = 0; i < field; i++) {
            at = ProcBytes.indexOrEnd(data, ':', at) + 1;
        }
        return at;
    }
}
