package dev.portman.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What guardians have noted since somebody was told of it: nobody watches them, so a failure of theirs is the business of the next call. */
public final class GuardianNotes {

    private static final int MOST = 20;

    private final Path file;

    /** The notes in a folder that is proven to be ours. */
    public GuardianNotes(StateFolder folder) {
        this.file = file(folder);
    }

    static Path file(StateFolder folder) {
        return folder.path().resolve("guardian.failed");
    }

    /** One sentence for each failure, the last ones of many; they are removed, so that they are told once. */
    public List<String> take() {
        // Asked by every call, and hardly ever there.
        return file.toFile().exists() ? taken() : List.of();
    }

    private List<String> taken() {
        try {
            List<String> notes = new ArrayList<>(SmallFile.read(file).lines().toList());
            boolean first = Files.deleteIfExists(file);
            return first ? notes.subList(Math.max(0, notes.size() - MOST), notes.size()) : List.of();
        } catch (IOException somebodyElseTells) {
            return List.of();
        } catch (Unbelievable e) {
            RecordName.moveAside(file);
            return List.of();
        }
    }
}
