package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.Printable;
import dev.portman.model.ServerKey;
import dev.portman.model.UtcTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Who holds a port, for whoever only wants to know. */
public final class HoldersReport {

    private HoldersReport() {}

    /** One line per holder that can be seen, and one for what cannot be told. */
    public static List<String> lines(int port, PortState state, Holders holders) {
        return lines(port, state, holders, Map.of());
    }

    /**
     * The same, with where those were started whose folder is gone.
     *
     * @param lost their servers, by pid
     */
    public static List<String> lines(int port, PortState state, Holders holders, Map<Long, ServerKey> lost) {
        ProcessText words = ProcessText.ofThisUser();
        List<String> lines = new ArrayList<>();
        if (!(holders instanceof Holders.Known)) {
            PortConflict without = new PortConflict(port, state, withoutVisible(holders), List.of(), false);
            lines.add(new ConflictText(without, words).whole());
        }
        for (PortHolder holder : holders.visibleHolders()) {
            lines.add("Port " + port + " is held by " + words.whole(holder) + "; it listens on "
                    + String.join(", ", new TreeSet<>(holder.addresses())) + "."
                    + Optional.ofNullable(lost.get(holder.pid()))
                            .map(it -> " It is " + it.name() + ", which was started in " + words.path(it.directory())
                                    + "; its folder is gone.")
                            .orElse(""));
        }
        return lines;
    }

    /**
     * The same for programs: {@code {"schema":1,"port","state","answer","reason","holders":[{"pid","name","user","startedAt","command",
     * "directory","addresses","goneFolder"}]}}, the last one being where the server was started if that folder is gone. {@code answer} is {@code known}, {@code nobody}, {@code cannot_tell} (others hold it too, or only
     * others) or {@code look_failed}; {@code reason} is {@code null} for the first two.
     */
    public static String json(int port, PortState state, Holders holders, Map<Long, ServerKey> lost) {
        JsonWriter json = JsonWriter.pretty().put("schema", 1).put("port", port).put("state", state.word());
        json.put("answer", holders.word()).put("reason", reason(holders)).array("holders");
        for (PortHolder holder : holders.visibleHolders()) {
            write(holder, json.object())
                    .put(
                            "goneFolder",
                            Optional.ofNullable(lost.get(holder.pid()))
                                    .map(it -> it.directory().toString()))
                    .end();
        }
        return json.endArray().end().toString();
    }

    private static Holders withoutVisible(Holders holders) {
        return holders instanceof Holders.CannotTell cannot
                ? new Holders.CannotTell(cannot.reason(), List.of())
                : holders;
    }

    private static Optional<String> reason(Holders holders) {
        if (holders instanceof Holders.CannotTell cannot) {
            return Optional.of(Printable.escape(cannot.reason()));
        }
        return holders instanceof Holders.LookFailed failed
                ? Optional.of(Printable.escape(failed.reason()))
                : Optional.empty();
    }

    private static JsonWriter write(PortHolder holder, JsonWriter json) {
        return json.put("pid", holder.pid())
                .put("name", Printable.escape(holder.description().name()))
                .put("user", Printable.escape(holder.description().user()))
                .put("startedAt", holder.description().startedAt().map(UtcTime::text))
                .put("command", Sentences.command(holder))
                .put("directory", holder.description().directory().map(Object::toString))
                .put("addresses", List.copyOf(new TreeSet<>(holder.addresses())));
    }
}
