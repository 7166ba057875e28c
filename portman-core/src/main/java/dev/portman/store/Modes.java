package dev.portman.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may touch our files: nobody but us, whatever the umask says. On a file system without POSIX modes nothing is asked. */
final class Modes {

    private Modes() {}

    /** 0700 for a folder that is about to be created. */
    static FileAttribute<?>[] folder(Path where) {
        return attributes(where, "rwx------");
    }

    /** 0600 for a file that is about to be created. */
    static FileAttribute<?>[] file(Path where) {
        return attributes(where, "rw-------");
    }

    private static FileAttribute<?>[] attributes(Path where, String modes) {
        return FileFacts.isPosix(where.getFileSystem())
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }
}
