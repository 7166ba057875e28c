package dev.portman.process;

import java.util.ArrayList;
import java.util.List;

/**
 * The programs of one kind.
 *
 * @param kind the kind
 * @param executables names of files, in lower case; {@code *} stands for any characters
 * @param arguments by what else they are known, see {@link WordPattern}: words of argv behind the first, or two that follow each other
 */
record ProgramGroup(ProgramKind kind, List<String> executables, List<String> arguments) {

    /** Reads two lists with commas. */
    static ProgramGroup of(ProgramKind kind, String executables, String arguments) {
        return new ProgramGroup(kind, list(executables), list(arguments));
    }

    /** Reads a list with commas. */
    static List<String> list(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.replace('\n', ' ').split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }
}
