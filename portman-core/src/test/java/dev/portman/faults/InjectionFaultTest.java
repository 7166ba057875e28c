package dev.portman.faults;

import dev.portman.model.PortmanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strings that a shell would run, wherever a user can write one: each arrives as it is, or is refused. */
@Tag("faults")
class InjectionFaultTest {

    /** Each with the command to run in place of {@code %s}. */
    private static final List<String> STRINGS = List.of(
            "; %s",
            "&& %s",
            "|| %s",
            "| %s",
            "& %s &",
            "x;%s",
            "x\t;%s",
            ";;%s",
            "$(%s)",
            "x$(%s)y",
            "\"$(%s)\"",
            "`%s`",
            "\\`%s\\`",
            "$((`%s`))",
            "${x:=$(%s)}",
            "${x:-`%s`}",
            "\n%s\n",
            "\r\n%s\r\n",
            "\\\n;%s",
            "'; %s; '",
            "\"; %s; \"",
            "'\"; %s; \"'",
            "\\'; %s; #",
            "\\\"; %s; #",
            "\\; %s",
            "%0a%s",
            "%0d%0a%s",
            "%3B%s",
            "$'\\n'%s",
            "$'\\x3b'%s",
            "<(%s)",
            ">(%s)",
            "<<EOF\n%s\nEOF\n%s",
            "-c '%s'",
            "--; %s",
            "-rf; %s",
            "~; %s",
            "*; %s",
            "[$(%s)]",
            "{a,$(%s)}",
            "a=$(%s) b",
            "eval %s",
            "exec %s",
            "() { :; }; %s",
            "; %s #",
            "!%s",
            "é\u202e; %s",
            "\u2028%s",
            "^&%s",
            "%COMSPEC%&%s");

    @TempDir
    Path folder;

    @Test
    void wordsAreWords() throws IOException {
        Row row = Row.of(
                "F112",
                STRINGS.size()
                        + " strings that a shell would run, each as argument, variable, value in an envFile, argument of a hook, path"
                        + " of a check, name and folder of a server",
                "commands run, or strings that arrive as others");
        int refused = 0;
        int step = Math.max(1, STRINGS.size() / Trials.of(5, STRINGS.size()));
        for (int i = 0; i < STRINGS.size(); i += step) {
            Place place = Place.in(folder);
            try (Marked marked = Marked.fresh()) {
                refused += tried(row, new Injected(place, STRINGS.get(i)), marked);
            }
        }
        row.note(refused + " refused");
        row.broken("a shell in between", isRunByAShell());
        row.end();
    }

    /** All places of one string; returns how many of them are refused. */
    private static int tried(Row row, Injected injected, Marked marked) throws IOException {
        Set<String> accepted = new LinkedHashSet<>();
        for (String each : Injected.PLACES) {
            if (injected.isAccepted(each, marked)) {
                accepted.add(each);
            }
        }
        String problem = injected.run(accepted, marked);
        for (String each : Injected.PLACES) {
            boolean isOther = accepted.contains(each) && !problem.isEmpty();
            row.trial(injected.isRun(each) || isOther, injected.string(each) + " as " + each + ": " + problem);
        }
        return Injected.PLACES.size() - accepted.size();
    }

    /** The same by a server that was described with a shell. */
    private boolean isRunByAShell() throws IOException {
        Path canary = folder.resolve("canary");
        Place place = Place.in(folder);
        String line = "/bin/sleep 0 " + STRINGS.get(0).replace("%s", "touch " + canary);
        try {
            place.portman(event -> {})
                    .start(place.server("server")
                            .argv(List.of("/bin/sh", "-c", line))
                            .build());
        } catch (PortmanException hasEnded) {
            return Files.exists(canary);
        }
        return false;
    }
}
