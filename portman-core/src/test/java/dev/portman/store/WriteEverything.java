package dev.portman.store;

import dev.portman.model.ServerRecord;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import java.nio.file.Path;
import java.time.Duration;

/** Child: writes every kind of file of this package. */
final class WriteEverything {

    private WriteEverything() {}

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        StateFolder folder = Samples.stateFolder(home);
        ServerRecord record = Samples.ready("backend", home.resolve("project/logs"));
        new StateLock(folder).hold("write", Duration.ofSeconds(5), () -> {
            new Registry(folder, event -> {}).save(record);
            return "";
        });
        new AuditLog(folder).append("wrote");
        StatusFiles.publish(ServerStatus.of(record, ServerState.RUNNING), "{}").ifPresent(System.out::println);
    }
}
