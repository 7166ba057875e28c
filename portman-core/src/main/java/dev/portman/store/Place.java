package dev.portman.store;

import dev.portman.procfs.PidNamespace;
import dev.portman.procfs.ProcFiles;
import java.util.Optional;

/**
 * Where a pid means one process and always the same: one boot of a machine and one set of processes in it. What is written down of processes
 * counts in its own place only.
 *
 * @param machine the name of the machine's folder; a boot id never comes twice, so that it distinguishes nothing, but tells where to look
 * @param boot the boot's id; empty on systems that have none
 * @param processes the pid namespace
 */
record Place(String machine, String boot, PidNamespace processes) {

    private static final char BETWEEN = '_';
    private static final int PARTS = 3;
    private static final int SHORT_DIGITS = 8;
    private static final int BOOT_LENGTH = 36;

    /** The place that this process is in. */
    static Place ours(String machine) {
        return new Place(machine, ProcFiles.bootId(), PidNamespace.ours());
    }

    /** The name of its folder below that of the machine: all that has to be known to tell whether it is gone. */
    String folderName() {
        return boot + BETWEEN + processes.number() + BETWEEN + processes.firstStart();
    }

    /** The name of the folder for its files where those of another place lie already. */
    String logsName() {
        return "place-" + Sha256.hex(folderName()).substring(0, SHORT_DIGITS);
    }

    /** Whether it is the same, whatever the machine is called. */
    boolean isSameAs(Place other) {
        return folderName().equals(other.folderName());
    }

    /** The place of a folder; empty for a folder that is none of a place. */
    static Optional<Place> of(String machine, String folderName) {
        String[] parts = folderName.split("_", -1);
        if (parts.length != PARTS || !isBoot(parts[0])) {
            return Optional.empty();
        }
        try {
            Place place =
                    new Place(machine, parts[0], new PidNamespace(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            return Optional.of(place)
                    .filter(it -> isPossible(it.processes()) && it.folderName().equals(folderName));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean isPossible(PidNamespace processes) {
        return processes.number() >= 0 && processes.firstStart() >= 0;
    }

    /** As the kernel writes it, {@code 8-4-4-4-12} digits; or none. */
    private static boolean isBoot(String text) {
        return text.isEmpty()
                || (text.length() == BOOT_LENGTH
                        && text.chars().allMatch(it -> it == '-' || Character.digit(it, 16) >= 0));
    }
}
