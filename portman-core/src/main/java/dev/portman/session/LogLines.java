package dev.portman.session;

import dev.portman.model.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints the lines of logs: with the server's name before each where there are several, and nothing in them that could drive the terminal. */
public final class LogLines implements LogSink {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");
    private static final List<String> PALETTE =
            List.of("\u001b[36m", "\u001b[35m", "\u001b[32m", "\u001b[34m", "\u001b[33m", "\u001b[31m");
    private static final String RESET = "\u001b[0m";

    private final List<String> servers;
    private final boolean prefixed;
    private final boolean coloured;
    private final Consumer<String> out;

    /**
     * For the given servers.
     *
     * @param prefixed whether each line names its server
     * @param coloured whether colours may be shown
     * @param out takes each line, fit for a terminal
     */
    public LogLines(List<String> servers, boolean prefixed, boolean coloured, Consumer<String> out) {
        this.servers = new CopyOnWriteArrayList<>(servers);
        this.prefixed = prefixed;
        this.coloured = coloured;
        this.out = out;
    }

    @Override
    public void line(String server, String line) {
        String text = coloured ? kept(line) : escaped(COLOUR.matcher(line).replaceAll(""));
        out.accept(prefixed ? prefix(server) + text : text);
    }

    private String prefix(String server) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
        int width = servers.stream().mapToInt(String::length).max().orElse(0);
        String name = server + " ".repeat(width - server.length()) + " | ";
        String colour = PALETTE.get(Math.floorMod(servers.indexOf(server), PALETTE.size()));
        return coloured ? colour + name + RESET : name;
    }

    /** The server's own colours stay; whatever it leaves switched on ends with its line. */
    private static String kept(String line) {
        StringBuilder safe = new StringBuilder();
        Matcher colours = COLOUR.matcher(line);
        int from = 0;
        while (colours.find()) {
            safe.append(escaped(line.substring(from, colours.start()))).append(colours.group());
            from = colours.end();
        }
        safe.append(escaped(line.substring(from)));
        return from == 0 ? safe.toString() : safe.append(RESET).toString();
    }

    /** Tabs are no danger. */
    private static String escaped(String text) {
        return Arrays.stream(text.split("\t", -1)).map(Printable::escape).collect(Collectors.joining("\t"));
    }
}
