package dev.portman.config;

import dev.portman.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of variables in the usual form: {@code NAME=value}, {@code export} before it, {@code #} comments, quotes, {@code ${NAME}}. What is
 * in it is never told, only where a fault is: its values may be secrets.
 */
final class EnvFile {

    private static final int LARGEST = 256 * 1024;

    // What repeats does so possessively: otherwise the stack of the JDK's matcher grows with the length of the text.
    private static final Pattern BLANK = Pattern.compile("(?:[ \\t\\n]|#[^\\n]*+(?:\\n|\\z))*+");
    private static final Pattern NAME = Pattern.compile("(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=[ \\t]*");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("(?!['\"])((?:(?![ \\t]#)[^\\n])*+)");
    private static final Pattern REST = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\n|\\z)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([nrt\"'\\\\$`])|\\$\\{([^}]*)\\}");
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)(?:(:?-)(.*))?", Pattern.DOTALL);

    private final Path file;
    private final String text;
    private final Map<String, String> stronger;
    private final Map<String, String> variables;
    private int at;

    private EnvFile(Path file, String text, Map<String, String> stronger, Map<String, String> before) {
        this.file = file;
        this.text = text;
        this.stronger = stronger;
        this.variables = new LinkedHashMap<>(before);
    }

    /**
     * Adds the variables of a file to those of the files before it.
     *
     * @param stronger variables that win over those of any file, also where {@code ${NAME}} asks for them
     * @throws InvalidInputException if the file cannot be read, or with the line that is wrong
     */
    static Map<String, String> read(Path file, Map<String, String> stronger, Map<String, String> before) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidInputException("envFile", file.toString(), "is larger than " + LARGEST + " bytes");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .replace("\r\n", "\n");
            return new EnvFile(file, text, stronger, before).all();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("envFile", file.toString(), "is not UTF-8");
        } catch (IOException e) {
            throw new InvalidInputException("envFile", file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private Map<String, String> all() {
        taken(BLANK);
        while (at < text.length()) {
            int begin = at;
            String name =
                    taken(NAME, begin, "must be NAME=value, a comment or blank").group(1);
            String value = value(name, begin);
            taken(REST, begin, "has something behind the closing quote of " + name);
            if (value.indexOf('\0') >= 0) {
                throw refused(begin, "has a NUL character in " + name);
            }
            variables.put(name, stronger.getOrDefault(name, value));
            taken(BLANK);
        }
        return variables;
    }

    private String value(String name, int begin) {
        Matcher literal = matcher(LITERAL);
        if (literal.lookingAt()) {
            at = literal.end();
            return literal.group(1);
        }
        Matcher quoted = matcher(QUOTED);
        if (quoted.lookingAt()) {
            at = quoted.end();
            return replaced(quoted.group(1), begin);
        }
        return replaced(
                taken(PLAIN, begin, "has no closing quote for " + name).group(1).strip(), begin);
    }

    private String replaced(String value, int begin) {
        return ESCAPE.matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? referred(found.group(2), begin) : unescaped(found.group(1))));
    }

    private static String unescaped(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> letter;
        };
    }

    /** {@code NAME}, {@code NAME-if unset}, {@code NAME:-if unset or empty}, as in a shell. */
    private String referred(String reference, int begin) {
        Matcher form = REFERENCE.matcher(reference);
        if (!form.matches()) {
            throw refused(begin, "has a ${...} that is no ${NAME} or ${NAME:-otherwise}");
        }
        String name = form.group(1);
        Optional<String> value =
                Optional.ofNullable(stronger.get(name)).or(() -> Optional.ofNullable(variables.get(name)));
        String otherwise = form.group(3);
        if (otherwise == null) {
            return value.orElseThrow(() -> refused(
                    begin,
                    "uses ${" + name + "}, which is set neither above nor in the environment; ${" + name
                            + ":-} if it may be missing"));
        }
        return value.filter(it -> !it.isEmpty() || "-".equals(form.group(2))).orElse(otherwise);
    }

    private void taken(Pattern blank) {
        Matcher matcher = matcher(blank);
        if (matcher.lookingAt()) {
            at = matcher.end();
        }
    }

    private Matcher taken(Pattern wanted, int begin, String otherwise) {
        Matcher matcher = matcher(wanted);
        if (!matcher.lookingAt()) {
            throw refused(begin, otherwise);
        }
        at = matcher.end();
        return matcher;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private InvalidInputException refused(int position, String what) {
        long line = text.substring(0, position).chars().filter(it -> it == '\n').count() + 1;
        return new InvalidInputException("envFile", file + " line " + line, what);
    }
}
