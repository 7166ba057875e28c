package dev.portman.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The few programs of the system that a launch goes through, each looked for in known places only: the PATH is the project's word. */
final class SystemPrograms {

    /** Where they are on most systems, on NixOS and Guix, and in images that hold busybox alone. */
    private static final List<String> FOLDERS = List.of(
            "/usr/bin",
            "/bin",
            "/run/current-system/sw/bin",
            "/run/current-system/profile/bin",
            "/nix/var/nix/profiles/default/bin",
            "/busybox");

    private SystemPrograms() {}

    /** The path of a program; empty if it is in none of the known places. */
    static Optional<String> find(String name) {
        for (String folder : FOLDERS) {
            String path = folder + "/" + name;
            if (Files.isExecutable(Path.of(path))) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** The known places, for messages. */
    static String folders() {
        return String.join(", ", FOLDERS);
    }
}
