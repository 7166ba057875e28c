package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.Eviction;
import dev.portman.model.KillReport;
import dev.portman.model.KilledPort;
import dev.portman.model.KilledServer;
import dev.portman.model.Termination;

/** What has become of the targets of a kill, for programs. */
public final class KillJson {

    private KillJson() {}

    /**
     * {@code {"schema":1,"ports":[{"port","killed":[{"pid","command","user","how"}],"outcome","text"}],"servers":[{"name","directory",
     * "outcome","text","how"}]}}. {@code outcome} is {@code ended}, {@code nothing}, {@code left}, {@code refused} or {@code failed}: a port can be bound and a
     * server is gone after the first two; {@code left} is what could have been ended, if another target is refused. {@code how} is {@code already_gone},
     * {@code graceful} or {@code forced}, and {@code null} of a server that is still there.
     */
    public static String of(KillReport report) {
        KillText text = new KillText();
        JsonWriter json = JsonWriter.pretty().put("schema", 1).array("ports");
        for (KilledPort port : report.ports()) {
            json.object().put("port", port.port()).array("killed");
            for (Eviction killed : port.killed()) {
                StatusJson.write(killed, json.object());
            }
            json.endArray()
                    .put("outcome", port.outcome().word())
                    .put("text", text.of(port))
                    .end();
        }
        json.endArray().array("servers");
        for (KilledServer server : report.servers()) {
            json.object()
                    .put("name", server.planned().key().name())
                    .put("directory", server.planned().key().directory().toString())
                    .put("outcome", server.outcome().word())
                    .put("text", text.of(server))
                    .put("how", server.how().map(Termination.How::word))
                    .end();
        }
        return json.endArray().end().toString();
    }
}
