package dev.portman.store;

import dev.portman.model.StateFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Proves that a folder is ours alone and can be written, before anything in it is believed. */
final class FolderTrust {

    /** How the name of each probe begins. */
    static final String PROBE = ".probe-";

    private final Path folder;

    private FolderTrust(Path folder) {
        this.folder = folder;
    }

    /**
     * Throws unless {@code folder}, a real path, belongs to us, nobody else can write to it or replace it, and a file can be created.
     *
     * @throws StateFolderException naming the path and the way out
     */
    static void require(Path folder) {
        FolderTrust trust = new FolderTrust(folder);
        try {
            FileFacts facts = FileFacts.of(folder);
            trust.requirePrivate(facts);
            trust.requireOurs(facts);
        } catch (IOException e) {
            throw new StateFolderException(
                    "State folder " + folder + " cannot be written: " + Causes.of(e) + ".",
                    "Make it writable, or set PORTMAN_STATE_HOME to a folder of yours.",
                    e);
        }
    }

    private void requirePrivate(FileFacts facts) throws IOException {
        if (facts.othersMayWrite()) {
            throw new StateFolderException(
                    "State folder " + folder + " can be written by others, so what it says cannot be believed.",
                    "Run: chmod go-w " + folder);
        }
        for (Path parent = folder.getParent(); parent != null; parent = parent.getParent()) {
            if (FileFacts.of(parent).anybodyMayReplace()) {
                throw new StateFolderException(
                        "State folder " + folder + " can be replaced by anybody: " + parent + " is writable for all.",
                        "Run: chmod o-w " + parent + ", or set PORTMAN_STATE_HOME to another folder.");
            }
        }
    }

    /** What was just created belongs to who we are for the file system; no other question to the system is as direct. */
    private void requireOurs(FileFacts facts) throws IOException {
        Path probe = Fresh.folder(folder.resolve(PROBE));
        try {
            if (!facts.owner().equals(FileFacts.of(probe).owner())) {
                throw new StateFolderException(
                        "State folder " + folder + " belongs to user "
                                + FileFacts.ownerName(folder) + ", not to "
                                + FileFacts.ownerName(probe) + ", so what it says cannot be believed.",
                        "Remove it, or set PORTMAN_STATE_HOME to a folder of yours.");
            }
        } finally {
            Files.delete(probe);
        }
    }
}
