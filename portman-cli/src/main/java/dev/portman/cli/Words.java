package dev.portman.cli;

import dev.portman.config.SpecReader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library gives advice in a POM's words; here it is said as it is written in {@code portman.yaml} and on the command line. */
final class Words {

    private Words() {}

    static String ofCommandLine(String text) {
        String options = text.replace("-Dportman.allow=", "--allow ");
        return options.indexOf('<') < 0 ? options : withoutElements(options);
    }

    private static String withoutElements(String text) {
        Set<String> keys = SpecReader.keys();
        return Pattern.compile("<([A-Za-z]+)>(?:([^<>]*)</\\1>)?")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        !keys.contains(found.group(1))
                                ? found.group()
                                : found.group(2) == null ? found.group(1) : found.group(1) + ": " + found.group(2)));
    }
}
