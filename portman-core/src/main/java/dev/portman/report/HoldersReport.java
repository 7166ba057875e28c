package dev.portman.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portman.model.Holders;
import dev.portman.model.PortConflict;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Who holds a port, for whoever only wants to know. */
public final class HoldersReport {

    private HoldersReport() {}

    /** One line per holder that can be seen, and one for what cannot be told. */
    public static List<String> lines(int port, PortState state, Holders holders) {
        ProcessText words = ProcessText.ofThisUser();
        List<String> lines = new ArrayList<>();
        if (!(holders instanceof Holders.Known)) {
            PortConflict without = new PortConflict(port, state, withoutVisible(holders), List.of(), false);
            lines.add(new ConflictText(without, words).whole());
        }
        for (PortHolder holder : holders.visibleHolders()) {
            lines.add("Port " + port + " is held by " + words.whole(holder) + "; it listens on "
                    + String.join(", ", new TreeSet<>(holder.addresses())) + ".");
        }
        return lines;
    }

    /**
     * The same for programs: {@code {"schema":1,"port","state","answer","reason","holders":[{"pid","name","user","startedAt","command",
     * "directory","addresses"}]}}. {@code answer} is {@code known}, {@code nobody}, {@code cannot_tell} (others hold it too, or only
     * others) or {@code look_failed}; {@code reason} is {@code null} for the first two.
     */
    public static String json(int port, PortState state, Holders holders) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("schema", 1)
                .put("port", port)
                .put("state", state.name().toLowerCase(Locale.ROOT));
        answer(holders, node);
        ArrayNode array = node.putArray("holders");
        holders.visibleHolders().forEach(it -> write(it, array.addObject()));
        return node.toPrettyString();
    }

    private static Holders withoutVisible(Holders holders) {
        return holders instanceof Holders.CannotTell cannot
                ? new Holders.CannotTell(cannot.reason(), List.of())
                : holders;
    }

    private static void answer(Holders holders, ObjectNode node) {
        if (holders instanceof Holders.CannotTell cannot) {
            node.put("answer", "cannot_tell").put("reason", Printable.escape(cannot.reason()));
        } else if (holders instanceof Holders.LookFailed failed) {
            node.put("answer", "look_failed").put("reason", Printable.escape(failed.reason()));
        } else {
            node.put("answer", holders instanceof Holders.Nobody ? "nobody" : "known")
                    .putNull("reason");
        }
    }

    private static void write(PortHolder holder, ObjectNode node) {
        node.put("pid", holder.pid())
                .put("name", Printable.escape(holder.description().name()))
                .put("user", Printable.escape(holder.description().user()));
        holder.description()
                .startedAt()
                .ifPresentOrElse(it -> node.put("startedAt", it.toString()), () -> node.putNull("startedAt"));
        node.put("command", Sentences.command(holder));
        holder.description()
                .directory()
                .ifPresentOrElse(it -> node.put("directory", it.toString()), () -> node.putNull("directory"));
        ArrayNode addresses = node.putArray("addresses");
        new TreeSet<>(holder.addresses()).forEach(addresses::add);
    }
}
