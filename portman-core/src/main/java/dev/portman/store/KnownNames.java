package dev.portman.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names that were read from a project's file, beside the hash of what was read, so that a status need not take a YAML parser along.
 * They count as long as the file holds exactly that, whatever its times say.
 */
public final class KnownNames {

    /** How the name of each file begins. */
    static final String PREFIX = "names-";

    /** To be raised whenever the same content is to be read as other names, or no longer at all. */
    private static final String READING = "2";

    /** What is not there to the last line was not written to the last line. */
    private static final String END = "\n\n";

    private static final int HASH_DIGITS = 16;

    private final Path folder;

    /** The names in a folder that is proven to be ours. */
    public KnownNames(StateFolder folder) {
        this.folder = folder.machine();
    }

    /** The names in {@code content}; empty if they are not known, or were read from anything else. */
    public Optional<List<String>> in(byte[] content, Path file) {
        try {
            String kept = SmallFile.read(place(file));
            String head = head(content);
            return kept.startsWith(head) && kept.endsWith(END)
                    ? Optional.of(lines(kept, head.length()))
                    : Optional.empty();
        } catch (IOException | Unbelievable unknown) {
            return Optional.empty();
        }
    }

    /** Keeps names; where that fails they are read again the next time. */
    public void keep(List<String> names, byte[] content, Path file) {
        StringBuilder text = new StringBuilder(head(content));
        for (String name : names) {
            if (name.isEmpty() || name.indexOf('\n') >= 0) {
                return;
            }
            text.append(name).append('\n');
        }
        try {
            AtomicFile.write(
                    place(file),
                    text.append('\n').toString().getBytes(StandardCharsets.UTF_8),
                    AtomicFile.Safety.WHOLE);
        } catch (IOException again) {
            // Nothing depends on it but the time that the next status takes.
            return;
        }
    }

    private Path place(Path file) {
        return folder.resolve(PREFIX + Sha256.hex(file.toString()).substring(0, HASH_DIGITS));
    }

    private static String head(byte[] content) {
        return READING + "\n" + Sha256.hex(content) + "\n";
    }

    private static List<String> lines(String text, int from) {
        List<String> lines = new ArrayList<>();
        int at = from;
        for (int end = text.indexOf('\n', at); end > at; end = text.indexOf('\n', at)) {
            lines.add(text.substring(at, end));
            at = end + 1;
        }
        return lines;
    }
}
