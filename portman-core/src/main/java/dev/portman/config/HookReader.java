package dev.portman.config;

import dev.portman.model.Hooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads what is run around the life of a server. */
final class HookReader {

    private final ServerWords words;
    private final CommandReader commands;

    HookReader(ServerWords words, CommandReader commands) {
        this.words = words;
        this.commands = commands;
    }

    /** What comes before a start may use all placeholders; whoever stops a server knows its own place only. */
    Hooks read(Collection<String> placeholders) {
        Duration timeout = words.duration("hookTimeout", Hooks.DEFAULT_TIMEOUT);
        if (timeout.isZero()) {
            throw words.refused("hookTimeout", words.text("hookTimeout").orElse("0"), "must be more than 0");
        }
        return new Hooks(lines("beforeStart", placeholders), lines("afterStop", CommandReader.OWN), timeout);
    }

    private List<List<String>> lines(String key, Collection<String> placeholders) {
        List<List<String>> all = new ArrayList<>();
        for (String line : words.several(key)) {
            List<String> argv = commands.split(key, line, placeholders);
            if (argv.isEmpty() || argv.get(0).isBlank()) {
                throw words.refused(key, line, "must say what to run, in each of its lines");
            }
            all.add(argv);
        }
        return all;
    }
}
