package dev.portman.report;

import dev.portman.json.JsonWriter;
import dev.portman.model.Eviction;
import dev.portman.model.KillResult;
import dev.portman.model.StopResult;
import java.util.List;

/** What a kill has done, for programs. */
public final class KillJson {

    private KillJson() {}

    /**
     * {@code {"schema":1,"ports":[{"port","killed":[{"pid","command","user","how"}]}],"servers":[{"name","directory","how"}]}}: every port
     * can be bound and every server is gone. {@code how} is {@code already_gone}, {@code graceful} or {@code forced}.
     */
    public static String of(List<KillResult> ports, List<StopResult> servers) {
        JsonWriter json = JsonWriter.pretty().put("schema", 1).array("ports");
        for (KillResult port : ports) {
            json.object().put("port", port.port()).array("killed");
            for (Eviction killed : port.killed()) {
                StatusJson.write(killed, json.object());
            }
            json.endArray().end();
        }
        json.endArray().array("servers");
        for (StopResult server : servers) {
            json.object()
                    .put("name", server.key().name())
                    .put("directory", server.key().directory().toString())
                    .put("how", server.termination().how().word())
                    .end();
        }
        return json.endArray().end().toString();
    }
}
