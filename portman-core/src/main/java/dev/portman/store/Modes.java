package dev.portman.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Who may touch our files: nobody but us, whatever the umask says. On a file system without POSIX modes nothing is asked. */
final class Modes {

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final int STICKY = 01000;

    private Modes() {}

    /** 0700 for a folder that is about to be created. */
    static FileAttribute<?>[] folder(Path where) {
        return attributes(where, "rwx------");
    }

    /** 0600 for a file that is about to be created. */
    static FileAttribute<?>[] file(Path where) {
        return attributes(where, "rw-------");
    }

    /** Whether group or others may write; links are not followed. */
    static boolean othersMayWrite(Path path) throws IOException {
        if (!isPosix(path)) {
            return false;
        }
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return modes.stream().anyMatch(OTHERS_WRITE::contains);
    }

    /** Whether anybody may replace what is in this folder: writable for all, without the sticky bit of /tmp. */
    static boolean anybodyMayReplace(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return false;
        }
        int mode = (Integer) Files.getAttribute(folder, "unix:mode");
        return (mode & 0002) != 0 && (mode & STICKY) == 0;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(Path where, String modes) {
        return isPosix(where)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }
}
