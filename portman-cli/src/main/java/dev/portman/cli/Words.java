package dev.portman.cli;

import dev.portman.config.SpecReader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library gives advice in a POM's words; here it is said as it is written in {@code portman.yaml} and on the command line. */
final class Words {

    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z]+)>(?:([^<>]*)</\\1>)?");

    private Words() {}

    static String ofCommandLine(String text) {
        Set<String> keys = SpecReader.keys();
        return ELEMENT.matcher(text.replace("-Dportman.allow=", "--allow "))
                .replaceAll(found -> Matcher.quoteReplacement(
                        !keys.contains(found.group(1))
                                ? found.group()
                                : found.group(2) == null ? found.group(1) : found.group(1) + ": " + found.group(2)));
    }
}
