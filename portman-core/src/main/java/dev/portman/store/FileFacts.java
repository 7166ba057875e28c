package dev.portman.store;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * What decides whether a file or folder can be believed, in one question to the system; links are not followed.
 *
 * @param plain whether it is a regular file
 * @param size in bytes
 * @param owner whom it belongs to, to be compared with others of this system only
 * @param mode the permission bits as in chmod(2); 0 where the file system has none
 */
record FileFacts(boolean plain, long size, Object owner, int mode) {

    private static final int OTHERS_WRITE = 0022;
    private static final int ANYBODY_WRITES = 0002;
    private static final int STICKY = 01000;

    static FileFacts of(Path path) throws IOException {
        if (!isPosix(path.getFileSystem())) {
            BasicFileAttributes facts =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new FileFacts(
                    facts.isRegularFile(), facts.size(), Files.getOwner(path, LinkOption.NOFOLLOW_LINKS), 0);
        }
        // The number of the owner, since its name would have to be looked up.
        Map<String, Object> facts =
                Files.readAttributes(path, "unix:isRegularFile,size,uid,mode", LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                Boolean.TRUE.equals(facts.get("isRegularFile")),
                facts.get("size") instanceof Long size ? size : 0,
                facts.getOrDefault("uid", ""),
                facts.get("mode") instanceof Integer mode ? mode : OTHERS_WRITE);
    }

    /** Whether group or others may write. */
    boolean othersMayWrite() {
        return (mode & OTHERS_WRITE) != 0;
    }

    /** Whether anybody may replace what is in this folder: writable for all, without the sticky bit of /tmp. */
    boolean anybodyMayReplace() {
        return (mode & ANYBODY_WRITES) != 0 && (mode & STICKY) == 0;
    }

    /** How people know the owner: by name, or by the number where it has none, which the JDK takes for a signed one. */
    static String ownerName(Path path) throws IOException {
        String name = Files.getOwner(path).getName();
        return of(path).owner() instanceof Integer number && name.equals(number.toString())
                ? Integer.toUnsignedString(number)
                : name;
    }

    static boolean isPosix(FileSystem system) {
        return system.supportedFileAttributeViews().contains("unix");
    }
}
