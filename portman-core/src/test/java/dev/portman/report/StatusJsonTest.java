package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusJsonTest {

    @Test
    void hasEveryFieldOfARunningServer() {
        assertThat(StatusJson.one(ServerStatus.of(Samples.backend(), ServerState.RUNNING)))
                .isEqualTo("""
                        {
                          "schema" : 1,
                          "name" : "backend",
                          "state" : "running",
                          "pid" : 4300,
                          "port" : 8001,
                          "requestedPort" : 8000,
                          "url" : "http://127.0.0.1:8001",
                          "startedAt" : "2026-11-24T14:02:00Z",
                          "readyAfterMillis" : 2310,
                          "usuallyReadyAfterMillis" : 1900,
                          "lifetime" : "detached",
                          "side" : "person",
                          "directory" : "/home/anna/shop",
                          "logFile" : "/home/anna/shop/logs/backend.log",
                          "evicted" : [ {
                            "pid" : 77,
                            "command" : "python3 -m http.server",
                            "user" : "anna",
                            "how" : "graceful"
                          } ],
                          "checks" : [ {
                            "check" : "http /health",
                            "ok" : true,
                            "detail" : "200",
                            "at" : "2026-11-24T14:02:00Z",
                            "millis" : 12
                          } ],
                          "exitCode" : null,
                          "folderGone" : false
                        }""");
    }

    @Test
    void writesNullForWhatIsAbsent() {
        ServerStatus unknown = ServerStatus.unknown(new ServerKey(Path.of("/x"), "web"));
        assertThat(StatusJson.many(List.of(unknown))).isEqualTo("""
                        {
                          "schema" : 1,
                          "servers" : [ {
                            "schema" : 1,
                            "name" : "web",
                            "state" : "stopped",
                            "pid" : null,
                            "port" : null,
                            "requestedPort" : null,
                            "url" : null,
                            "startedAt" : null,
                            "readyAfterMillis" : null,
                            "usuallyReadyAfterMillis" : null,
                            "lifetime" : null,
                            "side" : "person",
                            "directory" : "/x",
                            "logFile" : null,
                            "evicted" : [ ],
                            "checks" : [ ],
                            "exitCode" : null,
                            "folderGone" : false
                          } ]
                        }""");
    }
}
