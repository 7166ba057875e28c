package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.Checkup;
import dev.portman.model.Finding;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a checkup has found, for people and for programs. */
public final class CheckupReport {

    private static final long KIB = 1024;

    private CheckupReport() {}

    /**
     * The servers as a table, then one line per finding, then the way out.
     *
     * @param checkup what was found
     * @param cleaned which of it was put in order since
     */
    public static List<String> lines(Checkup checkup, List<Finding> cleaned) {
        List<String> lines = new ArrayList<>(StatusTable.withFolders(checkup.servers()));
        ProcessText words = ProcessText.ofThisUser();
        checkup.findings().forEach(it -> lines.add((cleaned.contains(it) ? "Cleaned: " : "Found: ") + text(it, words)));
        if (checkup.findings().isEmpty()) {
            lines.add("Everything is in order.");
        }
        return lines;
    }

    /**
     * {@code {"schema":1,"servers":[...],"findings":[{"finding","text","cleanable","cleaned"}]}}, the servers as in {@link
     * StatusJson#many}.
     */
    public static String json(Checkup checkup, List<Finding> cleaned) {
        JsonWriter json = JsonWriter.pretty().put("schema", 1).array("servers");
        for (ServerStatus server : checkup.servers()) {
            StatusJson.write(server, json.object()).end();
        }
        json.endArray().array("findings");
        ProcessText words = ProcessText.ofThisUser();
        for (Finding finding : checkup.findings()) {
            json.object()
                    .put("finding", finding.word())
                    .put("text", text(finding, words))
                    .put("cleanable", finding.isCleanable())
                    .put("cleaned", cleaned.contains(finding))
                    .end();
        }
        return json.endArray().end().toString();
    }

    private static String text(Finding finding, ProcessText words) {
        if (finding instanceof Finding.EndedServer ended) {
            return server(ended.record().key(), words) + " is on record and has ended.";
        }
        if (finding instanceof Finding.AbandonedServer abandoned) {
            return server(abandoned.record().key(), words) + " runs" + pid(abandoned.record())
                    + " although its build (pid " + abandoned.record().starter().pid() + ") is gone.";
        }
        if (finding instanceof Finding.LostServer lost) {
            return server(lost.record().key(), words) + " runs" + pid(lost.record()) + " although its folder is gone.";
        }
        if (finding instanceof Finding.DeadReservation dead) {
            return "Port " + dead.reservation().port() + " is reserved for pid "
                    + dead.reservation().owner().pid() + ", which is gone.";
        }
        return file(finding, words);
    }

    private static String file(Finding finding, ProcessText words) {
        if (finding instanceof Finding.RefusedFile refused) {
            return words.path(refused.file()) + " was not believed and moved aside; portman.log beside it tells why.";
        }
        if (finding instanceof Finding.Leftover leftover) {
            return words.path(leftover.file())
                    + (leftover.isPart()
                            ? " was left by a portman that was killed while it wrote."
                            : " holds names of servers, unchanged for a month; they can be read again.");
        }
        if (finding instanceof Finding.LostHistory lost) {
            return "The starts of " + server(lost.key(), words) + " are remembered; that folder is gone.";
        }
        if (finding instanceof Finding.OldLog old) {
            return words.path(old.file()) + " (" + (old.bytes() + KIB - 1) / KIB
                    + " KiB) is the log of an earlier run, untouched for two weeks.";
        }
        if (finding instanceof Finding.GonePlace gone) {
            return words.path(gone.folder()) + " holds " + records(gone.records())
                    + " whose boot or container is over.";
        }
        if (finding instanceof Finding.OtherPlace other) {
            return words.path(other.folder()) + " holds " + records(other.records())
                    + " of another machine, boot or container, which cannot be seen from here; if it does not exist any more,"
                    + " remove that folder.";
        }
        return contested((Finding.ContestedPort) finding, words);
    }

    private static String records(int count) {
        return count == 1 ? "1 record of a server" : count + " records of servers";
    }

    private static String contested(Finding.ContestedPort port, ProcessText words) {
        return "Port " + port.port() + " is wanted by "
                + port.wanted().stream().map(it -> server(it, words)).collect(Collectors.joining(" and "))
                + "; give one of them another <port>, or they evict each other.";
    }

    private static String pid(ServerRecord record) {
        return record.leader().map(it -> " (pid " + it.pid() + ")").orElse("");
    }

    private static String server(ServerKey key, ProcessText words) {
        return key.name() + (key.isOfBuild() ? " of a build in " : " in ") + words.path(key.directory());
    }
}
