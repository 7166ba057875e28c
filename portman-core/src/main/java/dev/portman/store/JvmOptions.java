package dev.portman.store;

import dev.portman.model.JavaOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The options that this JVM was started with, as far as they can be read where they were written: the command line, the files of options that
 * it names, the variables that the JDK reads. The JDK's own answer takes its management library, and 50 ms.
 */
final class JvmOptions {

    private static final String OPTIONS_FILE = "-XX:VMOptionsFile=";
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private final List<String> texts = new ArrayList<>();

    JvmOptions(Map<String, String> environment) {
        texts.addAll(JavaOptions.values(environment));
        for (String word : read(COMMAND_LINE).split("\0", -1)) {
            texts.add(word);
            if (word.startsWith("@")) {
                texts.add(read(path(word.substring(1))));
            } else if (word.startsWith(OPTIONS_FILE)) {
                texts.add(read(path(word.substring(OPTIONS_FILE.length()))));
            }
        }
    }

    /** Whether one of them sets a system property to this value; quotes, of which files and variables may have some, do not matter. */
    boolean set(String property, String value) {
        String wanted = "-D" + property + "=" + value;
        for (String text : texts) {
            if (text.replace("\"", "").replace("'", "").contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Path path(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException noPath) {
            return Path.of("");
        }
    }

    private static String read(Path file) {
        try {
            return Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
