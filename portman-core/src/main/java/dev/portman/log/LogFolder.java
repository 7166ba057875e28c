package dev.portman.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder of the logs, which lies in the project: whatever was planted there is replaced, never followed. */
final class LogFolder {

    /** So many logs of earlier runs stay. */
    static final int PREVIOUS_KEPT = 3;

    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;

    private LogFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder, created where it is missing. */
    static LogFolder at(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, modes(folder, "rwx------"));
        }
        Path ignored = folder.resolve(".gitignore");
        if (!Files.exists(ignored, LinkOption.NOFOLLOW_LINKS)) {
            try (SeekableByteChannel channel = Files.newByteChannel(ignored, NEW_FILE, modes(folder, "rw-------"))) {
                channel.write(ByteBuffer.wrap("*\n".getBytes(StandardCharsets.UTF_8)));
            } catch (FileAlreadyExistsException another) {
                // A second server that is starting was faster.
                return new LogFolder(folder);
            }
        }
        return new LogFolder(folder);
    }

    /** Moves the logs of previous runs one place back. */
    void rotate(String name) throws IOException {
        Path current = folder.resolve(name + ".log");
        if (!Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean worthKeeping = Files.isRegularFile(current, LinkOption.NOFOLLOW_LINKS) && Files.size(current) > 0;
        if (!worthKeeping) {
            Files.delete(current);
            return;
        }
        for (int n = PREVIOUS_KEPT - 1; n >= 1; n--) {
            moveIfThere(folder.resolve(name + ".log." + n), folder.resolve(name + ".log." + (n + 1)));
        }
        moveIfThere(current, folder.resolve(name + ".log.1"));
    }

    /** Exclusive creation neither follows a link nor takes over a file that somebody holds open. */
    Path create(String name) throws IOException {
        return createAt(folder.resolve(name + ".log"));
    }

    /** The same for any file beside a log. */
    static Path createAt(Path file) throws IOException {
        return Files.createFile(file, modes(file, "rw-------"));
    }

    /** What the system said, without the path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        String reason = e instanceof FileSystemException inFileSystem ? inFileSystem.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] modes(Path where, String modes) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }
}
