package dev.portman.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is up as the files for scripts in a project's logs folder say: never a reason to act, since anybody may have written them, but one
 * to doubt that nothing runs where there is no record.
 *
 * @param file where it says so
 * @param pid of its leader
 * @param startTicks of its leader
 * @param bootId of its leader
 * @param port as text
 */
public record ShownServer(Path file, long pid, long startTicks, String bootId, String port) {

    /** What is shown of a server; empty if it is not shown as up, by a copy of the folder, or by a file that is not ours. */
    public static Optional<ShownServer> in(Path logs, String name) {
        Path file = logs.resolve(name + StatusLines.SUFFIX);
        try {
            Map<String, String> shown = new HashMap<>();
            for (String line : SmallFile.read(file).split("\n", -1)) {
                int at = line.indexOf('=');
                shown.put(line.substring(0, Math.max(0, at)), line.substring(at + 1));
            }
            boolean isOriginal = logs.resolve(name + ".log").toString().equals(shown.getOrDefault("log", ""));
            return isOriginal
                    ? Optional.of(new ShownServer(
                            file,
                            Long.parseLong(shown.getOrDefault("pid", "")),
                            Long.parseLong(shown.getOrDefault("ticks", "")),
                            shown.getOrDefault("boot", ""),
                            Integer.toString(Integer.parseInt(shown.getOrDefault("port", "")))))
                    : Optional.empty();
        } catch (NumberFormatException | IOException | Unbelievable notUp) {
            return Optional.empty();
        }
    }
}
