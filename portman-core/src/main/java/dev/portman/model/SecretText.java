package dev.portman.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what sounds like a secret in command lines, URLs and values that users wrote: no message, record or file may carry it. */
public final class SecretText {

    /** What stands in place of a secret. */
    public static final String HIDDEN = "***";

    private static final String SOUNDS = "(?:pass|secret|token|key|cred|auth)";

    /**
     * The whole name is asked, so that {@code --db-password}, {@code -Dapi.token} and {@code TOKEN} are found; possessively, so that a long
     * text takes no longer than its length.
     */
    private static final String NAME = "(?=[\\w.-]*" + SOUNDS + ")[\\w.-]++";

    private static final Pattern SOUND = Pattern.compile("(?i)" + SOUNDS);
    private static final Pattern WORD = Pattern.compile("(?is)(" + NAME + ")(?:(=|:(?=\\s))(.*))?");
    private static final Pattern USER_OPTION = Pattern.compile("-u|--(?:proxy-)?user");
    private static final Pattern USER_PASSWORD = Pattern.compile("([^:]*[^:\\d][^:]*:)(.+)", Pattern.DOTALL);

    /** {@code -Dkeycloak.port=8080} is none; what a log says of a port has to stay. */
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private static final Pattern URL_USER = Pattern.compile("(?<=://)[^/\\s\"'<>]+(?=@)");
    private static final Pattern URL_PASSWORD = Pattern.compile("://[^/\\s\"'<>:@]*:([^/\\s\"'<>]+)@");
    private static final Pattern URL_QUERY = Pattern.compile("(?i)(?<=[?&;])(" + NAME + "=)[^\\s&;\"'<>#]++");

    /** In a line that was not split: behind {@code =}, or behind an option and a blank; in quotes, whether they are closed or not. */
    private static final Pattern IN_LINE = Pattern.compile("(?i)(?<![\\w.-])(" + NAME + "=|-" + NAME
            + "[ \\t]+(?!-))((?:\"[^\"]*+\"?+|'[^']*+'?+|\\\\.|[^\\s\"'\\\\]++)++)");

    private SecretText() {}

    /** Whether a variable, an option or a key of this name holds a secret. */
    public static boolean isNameOfSecret(String name) {
        return SOUND.matcher(name).find();
    }

    /** A text of any kind: users and passwords of URLs hidden, and the values of parameters in their queries that sound like a secret. */
    public static String withoutThoseOfUrls(String text) {
        return URL_QUERY.matcher(URL_USER.matcher(text).replaceAll(HIDDEN)).replaceAll("$1" + HIDDEN);
    }

    /** A line that somebody wrote, a command or a value: as {@link #withoutThoseOfUrls}, and what is named like a secret. */
    public static String withoutThoseOfLine(String line) {
        return withoutThoseOfUrls(IN_LINE.matcher(line).replaceAll("$1" + HIDDEN));
    }

    /** The words of a command line, one for one. */
    public static List<String> withoutThoseOf(List<String> words) {
        return new Words(words).safe;
    }

    /** The secrets in the words of a command line, for those who have to find them elsewhere. */
    public static List<String> in(List<String> words) {
        return new Words(words).found;
    }

    /** The passwords in the URLs of a text. */
    public static List<String> inUrls(String text) {
        return URL_PASSWORD.matcher(text).results().map(it -> it.group(1)).toList();
    }

    /** One walk over the words of a command line. */
    private static final class Words {

        private final List<String> safe = new ArrayList<>();
        private final List<String> found = new ArrayList<>();

        Words(List<String> words) {
            String before = "";
            for (String word : words) {
                add(word, before);
                before = word;
            }
        }

        private void add(String word, String before) {
            Matcher named = WORD.matcher(word);
            Matcher login = USER_PASSWORD.matcher(word);
            if (isAnnounced(before) && !word.startsWith("-")) {
                hide("", word);
            } else if (named.matches() && named.group(3) != null) {
                hide(named.group(1) + named.group(2), named.group(3).strip());
            } else if (USER_OPTION.matcher(before).matches() && login.matches()) {
                hide(login.group(1), login.group(2));
            } else {
                found.addAll(inUrls(word));
                safe.add(withoutThoseOfLine(word));
            }
        }

        private void hide(String shown, String secret) {
            safe.add(shown + HIDDEN);
            if (!PORT.matcher(secret).matches()) {
                found.add(secret);
            }
        }

        /** {@code --password}, with its value in the next word. */
        private static boolean isAnnounced(String before) {
            Matcher named = WORD.matcher(before);
            return before.startsWith("-") && named.matches() && named.group(3) == null;
        }
    }
}
